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
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserExecute | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(socket, UnixFileMode.None);
        var outcome = await RunUnprivilegedAsync(socket);

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        var line = Assert.Single(outcome.Messages);
        Assert.StartsWith($"qmpwatch: Could not connect to unix:{socket}: permission denied for user ", line, StringComparison.Ordinal);
        Assert.EndsWith("Run qmpwatch as the user that QEMU runs as, or let that user's umask and the folder's rights admit yours.", line, StringComparison.Ordinal);
    }

    // No permission is ever denied to root, so root becomes nobody.
    private static async Task<Outcome> RunUnprivilegedAsync(string socket)
    {
        await using var process = Environment.IsPrivilegedProcess
            ? QmpWatchProcess.StartOther("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", QmpWatchProcess.Host, QmpWatchProcess.Dll, socket)
            : QmpWatchProcess.Start(socket);
        return await process.EndAsync();
    }
}
