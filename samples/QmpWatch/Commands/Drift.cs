using QmpGen;

namespace QmpWatch.Commands;

/// <summary>Says how far a QEMU is from a spec.</summary>
internal static class Drift
{
    /// <summary>Asks the QEMU and prints the differences, what breaks first.</summary>
    /// <param name="endpoint">Where the monitor is.</param>
    /// <param name="schema">What the spec says.</param>
    /// <param name="output">Takes the differences.</param>
    /// <param name="messages">Takes everything else.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="QmpException">The QEMU cannot be asked.</exception>
    public static async Task<int> ReportAsync(QmpEndpoint endpoint, QmpSchema schema, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        await using var client = await QmpClient.ConnectAsync(endpoint, cancellationToken: cancellation);
        var differences = await client.CheckSchemaAsync(schema, cancellation);
        return Comparison.Report(differences, $"to QEMU {client.Version}", output, messages);
    }
}
