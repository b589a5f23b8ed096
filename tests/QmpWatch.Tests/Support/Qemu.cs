using System.Diagnostics;
using System.Globalization;
using QmpGen.Tests;

namespace QmpWatch.Tests.Support;

/// <summary>A real QEMU without a guest, which ends with the test.</summary>
internal sealed class Qemu : IAsyncDisposable
{
    private readonly Process _process;

    private Qemu(Process process) => _process = process;

    public static bool IsInstalled =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "qemu-system-x86_64")));

    /// <summary>Starts it and waits until its sockets listen: a QEMU that becomes a daemon leaves its starter only then.</summary>
    /// <param name="folder">Where it may write.</param>
    /// <param name="options">Options besides those for having no hardware.</param>
    public static async Task<Qemu> StartAsync(TemporaryFolder folder, params string[] options)
    {
        Assert.SkipUnless(IsInstalled, "QEMU: qemu-system-x86_64 is not installed");
        var pidFile = folder.File("pid");
        using var starter = Process.Start(new ProcessStartInfo(
            "qemu-system-x86_64",
            ["-nodefaults", "-display", "none", "-S", "-daemonize", "-pidfile", pidFile, .. options])
        { RedirectStandardError = true })!;
        await starter.WaitForExitAsync(TestContext.Current.CancellationToken).WithinAsync(
            Within.Limit, TestContext.Current.CancellationToken);
        Assert.True(starter.ExitCode == 0, "QEMU did not start.");
        return new Qemu(
            Process.GetProcessById(
                int.Parse(await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture)));
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
