using System.Text.Json;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands;

/// <summary>Runs commands on a machine, after it has looked whether QEMU's own description allows what they send.</summary>
/// <param name="vm">The machine.</param>
/// <param name="schema">What it says of itself.</param>
internal sealed class CheckedExecutor(Machine vm, Introspection schema) : IQmpExecutor
{
    public static async Task<CheckedExecutor> OnAsync(Machine vm) => new(vm, await Introspection.OfAsync(vm));

    /// <summary>The arguments that a command sends; an empty object for none.</summary>
    public static JsonElement ArgumentsOf<TResult>(QmpCommand<TResult> command) =>
        JsonElement.Parse(command.ToJson()).TryGetProperty("arguments", out var arguments) ? arguments : JsonElement.Parse("{}");

    public async Task<TResult> ExecuteAsync<TResult>(QmpCommand<TResult> command, CancellationToken cancellationToken = default)
    {
        Assert.Null(schema.Mistake(command.CommandName, ArgumentsOf(command)));
        var result = await Limit.WaitAsync(
            token => vm.Client.ExecuteAsync(command, token), () => $"No reply to '{command.ToJson()}' came.\n{vm}");
        if (!CompiledSchema.IsOlder)
        {
            Assert.Null(schema.MistakeInResult(command.CommandName, JsonElement.Parse(command.FormatResult(result))));
        }

        return result;
    }

    /// <summary>Runs a command that QEMU must refuse.</summary>
    public async Task<QmpCommandException> RefusedAsync<TResult>(QmpCommand<TResult> command) =>
        await Assert.ThrowsAsync<QmpCommandException>(() => ExecuteAsync(command));
}
