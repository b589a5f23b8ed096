using QmpGen;
using QmpWatch.Events;

namespace QmpWatch;

/// <summary>Says how far a QEMU is from the spec that the program was compiled with.</summary>
internal static class Drift
{
    /// <summary>Asks the QEMU and prints the differences, what breaks first.</summary>
    /// <param name="endpoint">Where the monitor is.</param>
    /// <param name="output">Takes the differences.</param>
    /// <param name="messages">Takes everything else.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ReportAsync(QmpEndpoint endpoint, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        try
        {
            await using var client = await QmpClient.ConnectAsync(endpoint, cancellationToken: cancellation);
            var differences = await client.CheckSchemaAsync(QmpEvents.Schema, cancellation);
            foreach (var difference in differences.OrderByDescending(d => d.Impact))
            {
                await output.WriteLineAsync($"{difference.Impact,-8} {difference}");
            }

            await messages.WriteLineAsync($"{differences.Count} differences to QEMU {client.Version}, {differences.Count(d => d.Impact == QmpSchemaImpact.Breaking)} of them breaking.");
            return ExitCodes.Success;
        }
        catch (QmpException failure)
        {
            await messages.WriteLineAsync($"qmpwatch: {failure.Message}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
    }
}
