using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>Connects for a command that asks a QEMU something once.</summary>
internal static class OneConnection
{
    /// <summary>Connects, or says why that is not possible.</summary>
    /// <param name="vm">Whose monitor it is.</param>
    /// <param name="options">How to connect.</param>
    /// <param name="messages">Takes the reason.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The client; null without a connection.</returns>
    public static async Task<QmpClient?> OpenAsync(
        Vm vm, QmpClientOptions options, TextWriter messages, CancellationToken cancellation)
    {
        try
        {
            return await vm.OpenAsync(options, cancellation);
        }
        catch (QmpException failure)
        {
            var trouble = await ConnectFailure.DescribeAsync(vm, failure, options, cancellation);
            await messages.WriteLineAsync($"qmpwatch: {trouble}");
            return null;
        }
    }
}
