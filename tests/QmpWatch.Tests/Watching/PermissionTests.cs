using System.Runtime.Versioning;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Watching;

/// <summary>A socket of another user's.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PermissionTests
{
    [Fact]
    public async Task Permission_denied()
    {
        using var folder = new TemporaryFolder();
        var socket = folder.File("m");
        await using var listener = Listener.OnUnix(socket, Listener.UntilClosedAsync);
        File.SetUnixFileMode(
            folder.Root, UnixFileMode.UserExecute | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(socket, UnixFileMode.None);
        var outcome = await RunUnprivilegedAsync(folder, socket);

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        var line = Assert.Single(outcome.Messages);
        Assert.StartsWith($"qmpwatch: Could not connect to unix:{socket}: permission denied for user ", line, StringComparison.Ordinal);
    }

    /// <summary>No permission is ever denied to root, so root becomes nobody; and nobody may have no way into root's folders.</summary>
    private static async Task<Outcome> RunUnprivilegedAsync(TemporaryFolder folder, string socket)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return await QmpWatchProcess.RunAsync(socket);
        }

        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(f => Path.GetExtension(f) is ".dll" or ".json"))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
            File.SetUnixFileMode(
                folder.File(Path.GetFileName(file)), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        await using var process = QmpWatchProcess.StartOther(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", QmpWatchProcess.Host, folder.File("qmpwatch.dll"), socket);
        return await process.EndAsync();
    }
}
