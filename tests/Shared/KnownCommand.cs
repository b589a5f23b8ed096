using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Tests.Shared;

/// <summary>A generated command of which a test knows only the name.</summary>
internal abstract class KnownCommand
{
    /// <summary>The commands among some types, by their names on the wire.</summary>
    public static IReadOnlyDictionary<string, KnownCommand> Among(IEnumerable<Type> types) => types
        .Where(t => t.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(QmpCommand<>))
        .Select(t => (KnownCommand)Activator.CreateInstance(
            typeof(KnownCommand<,>).MakeGenericType(t, t.BaseType!.GenericTypeArguments[0]))!)
        .ToDictionary(c => c.Name, StringComparer.Ordinal);

    public abstract string Name { get; }

    /// <summary>The command with some arguments.</summary>
    public abstract object Read(JsonElement arguments);

    /// <summary>The arguments that a command sends; an empty object for none.</summary>
    public abstract JsonElement ArgumentsOf(object command);

    /// <summary>The arguments of a command that the spec does not have.</summary>
    public abstract QmpArguments ExtraOf(object command);

    public abstract object? ReadResult(object command, string json);

    public abstract string WriteResult(object command, object? result);

    public abstract Task RunAsync(IQmpExecutor executor, object command, CancellationToken cancellation);
}

internal sealed class KnownCommand<TCommand, TResult> : KnownCommand
    where TCommand : QmpCommand<TResult>, IQmpCommand<TCommand>
{
    public override string Name => TCommand.WireName;

    public override object Read(JsonElement arguments) => QmpCommandJson.ReadCommand<TCommand>(arguments);

    public override JsonElement ArgumentsOf(object command)
    {
        var message = JsonElement.Parse(((TCommand)command).ToJson());
        return message.TryGetProperty("arguments", out var arguments) ? arguments : JsonElement.Parse("{}");
    }

    public override QmpArguments ExtraOf(object command) => ((TCommand)command).Extra;

    public override object? ReadResult(object command, string json) => ((TCommand)command).ParseResult(json);

    public override string WriteResult(object command, object? result) => ((TCommand)command).FormatResult((TResult)result!);

    public override Task RunAsync(IQmpExecutor executor, object command, CancellationToken cancellation) =>
        executor.ExecuteAsync((TCommand)command, cancellation);
}
