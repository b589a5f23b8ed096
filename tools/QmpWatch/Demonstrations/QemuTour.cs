using System.ComponentModel;
using System.Diagnostics;
using QmpGen;
using QmpWatch.Events;
using QmpWatch.Watching;

namespace QmpWatch.Demonstrations;

/// <summary>Starts a QEMU without a guest, makes it send every event of the spec and ends it.</summary>
internal sealed class QemuTour
{
    private const string Program = "qemu-system-x86_64";

    private readonly string _folder;
    private readonly CancellationToken _cancellation;

    private QemuTour(string folder, CancellationToken cancellation)
    {
        _folder = folder;
        _cancellation = cancellation;
    }

    private string Monitor => Path.Combine(_folder, "monitor");

    private string Screen => Path.Combine(_folder, "screen");

    private string Disk => Path.Combine(_folder, "disk");

    public static async Task<int> RunAsync(Func<Vm, Task<int>> watch, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("qmpwatch-");
        try
        {
            return await new QemuTour(folder.FullName, cancellation).RunAsync(watch);
        }
        catch (Win32Exception)
        {
            await Console.Error.WriteLineAsync(
                $"qmpwatch: {Program} is not installed; on Debian and Ubuntu: apt-get install qemu-system-x86");
            return ExitCodes.Usage;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<int> RunAsync(Func<Vm, Task<int>> watch)
    {
        // QEMU dials in, so that there is no socket to wait for.
        using var listener = QmpListener.Start(QmpEndpoint.Unix(Monitor));
        using var qemu = Start();
        try
        {
            var exitCode = await watch(new Vm(listener.Endpoint.ToString(), listener.Endpoint)
            {
                Open = listener.AcceptAsync,
                Drive = DriveAsync,
            });
            await qemu.WaitForExitAsync(_cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return exitCode;
        }
        finally
        {
            qemu.Kill();
            await qemu.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Start()
    {
        using (var disk = File.Create(Disk))
        {
            disk.SetLength(1024 * 1024);
        }

        return Process.Start(new ProcessStartInfo(Program,
        [
            "-nodefaults", "-display", "none", "-S",
            "-chardev", $"socket,id=monitor,path={Monitor}",
            "-mon", "chardev=monitor,mode=control",
            "-vnc", $"unix:{Screen}",
            "-device", "ib700",
            "-action", "watchdog=pause",
            // A disk whose second sector cannot be read.
            "-drive", $"if=ide,id=disk0,rerror=report,driver=raw,file.driver=blkdebug,file.image.driver=file,file.image.filename={Disk},"
                + "file.inject-error.0.event=read_aio,file.inject-error.0.errno=5,file.inject-error.0.sector=1",
        ]))!;
    }

    private async Task DriveAsync(QmpClient client, CancellationToken cancellation)
    {
        // Reads the bad sector as a guest's driver would: how many sectors, which one (four parts), and the command.
        string[] readSectorOne = ["0x1f2 1", "0x1f3 1", "0x1f4 0", "0x1f5 0", "0x1f6 0xe0", "0x1f7 0x20"];
        foreach (var write in readSectorOne)
        {
            await WritePortAsync(client, write, cancellation);
        }

        // Whoever waits for an event starts before its cause.
        var left = client.WaitForAsync<VncDisconnectedEvent>(timeout: TimeSpan.FromSeconds(10), cancellationToken: cancellation);
        await VncVisitor.VisitAsync(Screen, cancellation);
        await left;

        // Sets the year: chooses the register, then writes to it.
        await WritePortAsync(client, "0x70 9", cancellation);
        await WritePortAsync(client, "0x71 0x30", cancellation);

        // Arms the watchdog with no time to live; while the machine is paused, so is the watchdog.
        await WritePortAsync(client, "0x443 0x0f", cancellation);
        await client.ExecuteAndWaitAsync<WatchdogEvent>("cont", cancellationToken: cancellation);
        await client.ExecuteAsync("system_reset", cancellation);
        await client.ExecuteAsync("quit", cancellation);
    }

    private static async Task WritePortAsync(QmpClient client, string portAndValue, CancellationToken cancellation) =>
        await client.ExecuteAsync(
            "human-monitor-command", arguments => arguments.WriteString("command-line", $"o /b {portAndValue}"), cancellation);
}
