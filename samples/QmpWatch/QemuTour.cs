using System.ComponentModel;
using System.Diagnostics;
using QmpGen;

namespace QmpWatch;

/// <summary>Starts a QEMU without a guest, makes it send events and ends it.</summary>
internal static class QemuTour
{
    private const string Program = "qemu-system-x86_64";

    public static async Task<int> RunAsync(Watch watch, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("qmpwatch-");
        try
        {
            var path = Path.Combine(folder.FullName, "monitor");
            using var listener = QmpListener.Start(QmpEndpoint.Unix(path));
            using var qemu = Start(path);
            try
            {
                var exitCode = await watch.FollowAsync(listener, DriveAsync, cancellation);
                await qemu.WaitForExitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return exitCode;
            }
            finally
            {
                qemu.Kill();
                await qemu.WaitForExitAsync(CancellationToken.None);
            }
        }
        catch (Win32Exception)
        {
            await Console.Error.WriteLineAsync($"qmpwatch: {Program} is not installed; on Debian and Ubuntu: apt-get install qemu-system-x86");
            return ExitCodes.Usage;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // QEMU dials in, so that there is no socket to wait for.
    private static Process Start(string path) => Process.Start(new ProcessStartInfo(
        Program,
        ["-nodefaults", "-display", "none", "-S", "-chardev", $"socket,id=monitor,path={path}", "-mon", "chardev=monitor,mode=control"]))!;

    private static async Task DriveAsync(QmpClient client)
    {
        await client.ExecuteAsync("cont");
        await client.ExecuteAsync("stop");
        await client.ExecuteAsync("system_reset");

        // What a guest does to set its clock: choose the register for the year, then write to it.
        await WritePortAsync(client, "0x70", "9");
        await WritePortAsync(client, "0x71", "0x30");
        await client.ExecuteAsync("quit");
    }

    private static async Task WritePortAsync(QmpClient client, string port, string value) =>
        await client.ExecuteAsync("human-monitor-command", arguments => arguments.WriteString("command-line", $"o /b {port} {value}"));
}
