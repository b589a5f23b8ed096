using System.Text.Json;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Serialization;

namespace QmpGen.Qemu.Tests.Commands;

/// <summary>A command of the compiled schema, of which a test knows only the name.</summary>
internal abstract class KnownCommand
{
    /// <summary>All commands that were compiled, by their names.</summary>
    public static IReadOnlyDictionary<string, KnownCommand> All { get; } = typeof(QmpCommands).Assembly.GetTypes()
        .Where(t => t.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(QmpCommand<>))
        .Select(t => (KnownCommand)Activator.CreateInstance(
            typeof(KnownCommand<,>).MakeGenericType(t, t.BaseType!.GenericTypeArguments[0]))!)
        .ToDictionary(c => c.Name, StringComparer.Ordinal);

    public abstract string Name { get; }

    /// <summary>The arguments of the command that is read from arguments.</summary>
    public abstract JsonElement Rewritten(JsonElement arguments);

    /// <summary>The result as it is written after it has been read.</summary>
    public abstract JsonElement RewrittenResult(JsonElement arguments, string result);

    public abstract Task RunAsync(IQmpExecutor executor, JsonElement arguments);
}

internal sealed class KnownCommand<TCommand, TResult> : KnownCommand
    where TCommand : QmpCommand<TResult>, IQmpCommand<TCommand>
{
    public override string Name => TCommand.WireName;

    public override JsonElement Rewritten(JsonElement arguments) => CheckedExecutor.ArgumentsOf(Read(arguments));

    public override JsonElement RewrittenResult(JsonElement arguments, string result)
    {
        var command = Read(arguments);
        var read = command.ParseResult(result);
        var written = command.FormatResult(read);
        Assert.Equal(written, command.FormatResult(command.ParseResult(written)));
        return JsonElement.Parse(written);
    }

    public override Task RunAsync(IQmpExecutor executor, JsonElement arguments) =>
        executor.ExecuteAsync(Read(arguments), TestContext.Current.CancellationToken);

    private static TCommand Read(JsonElement arguments)
    {
        var command = QmpCommandJson.ReadCommand<TCommand>(arguments);
        Assert.Equal(command, QmpCommandJson.ReadCommand<TCommand>(CheckedExecutor.ArgumentsOf(command)));
        return command;
    }
}
