using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>Says how far a QEMU is from a spec.</summary>
internal static class Drift
{
    /// <summary>Asks the QEMU and prints the differences, what breaks first.</summary>
    /// <param name="vm">Whose monitor it is.</param>
    /// <param name="options">How to connect.</param>
    /// <param name="schema">What the spec says.</param>
    /// <param name="output">Takes the differences.</param>
    /// <param name="messages">Takes everything else.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="QmpException">The QEMU does not answer what it is asked.</exception>
    public static async Task<int> ReportAsync(
        Vm vm, QmpClientOptions options, QmpSchema schema, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        await using var client = await OneConnection.OpenAsync(vm, options, messages, cancellation);
        if (client is null)
        {
            return ExitCodes.Failure;
        }

        var differences = await client.CheckSchemaAsync(schema, cancellation);
        return Comparison.Report(differences, $"to QEMU {client.Version}", output, messages);
    }
}
