using QmpGen;
using QmpGen.Generator;
using QmpWatch.Pages;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>Writes what a QEMU says of itself as a file that is a spec.</summary>
internal static class ExportedSchema
{
    /// <summary>Asks the QEMU and writes the file.</summary>
    /// <param name="vm">Whose monitor it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How to connect.</param>
    /// <param name="messages">Takes what there is to say.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="QmpException">The QEMU does not answer what it is asked.</exception>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static async Task<int> WriteAsync(
        Vm vm, string path, QmpClientOptions options, TextWriter messages, CancellationToken cancellation)
    {
        await using var client = await OneConnection.OpenAsync(vm, options, messages, cancellation);
        if (client is null)
        {
            return ExitCodes.Failure;
        }

        var reply = await client.ExecuteAsync("query-qmp-schema", cancellation);
        var version = client.Version!;
        var (content, problem) = SpecReader.Export(
            reply.GetRawText(), version.Text, version.Package.Trim());
        if (content is null)
        {
            await messages.WriteLineAsync($"qmpwatch: The reply to query-qmp-schema cannot be used: {problem}.");
            return ExitCodes.Failure;
        }

        var size = PageFile.Write(path, file => file.Write(content), "schema");
        await messages.WriteLineAsync(
            $"Wrote '{path}' ({size} bytes): what QEMU {version} says of itself. "
                + $"Use it as <QmpSpec Include=\"{path}\" Namespace=\"...\" />.");
        return ExitCodes.Success;
    }
}
