using QmpGen;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Watching;

/// <summary>What a real QEMU does to those who watch it.</summary>
public sealed class QemuFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Socket => _folder.File("m");

    [Fact]
    public async Task The_human_monitor()
    {
        await using var qemu = await Qemu.StartAsync(_folder, "-monitor", $"unix:{Socket},server=on,wait=off");

        var outcome = await InProcess.RunAsync(Socket, "--connect-timeout", "300ms");

        Assert.Equal(1, outcome.ExitCode);
        var line = Assert.Single(outcome.Messages);
        Assert.StartsWith($"qmpwatch: Connected to unix:{Socket}, but it is QEMU's human monitor ('QEMU ", line, StringComparison.Ordinal);
        Assert.EndsWith("Start QEMU with -qmp instead of -monitor, or add mode=control to -mon.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitor_that_another_client_holds_is_not_taken_from_it()
    {
        await using var qemu = await StartAsync();
        await using var holder = await QmpClient.ConnectAsync($"unix:{Socket}", cancellationToken: TestContext.Current.CancellationToken);

        var outcome = await InProcess.RunAsync(Socket, "--connect-timeout", "300ms");
        var status = await holder.ExecuteAsync("query-status", TestContext.Current.CancellationToken);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("A monitor serves one client at a time", Assert.Single(outcome.Messages), StringComparison.Ordinal);
        Assert.Equal("prelaunch", status.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_QEMU_that_is_killed_is_no_success()
    {
        await using var qemu = await StartAsync();
        await using var watch = QmpWatchProcess.Start(Socket);
        await watch.MessageAsync("Connected to");

        qemu.Kill();
        var outcome = await watch.EndAsync();

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains(
            $"Lost unix:{Socket}: the connection ended without a SHUTDOWN event.", outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_SHUTDOWN_with_the_reason_that_only_a_newer_document_has()
    {
        await using var qemu = await StartAsync("-qmp", $"unix:{_folder.File("other")},server=on,wait=off");
        await using var watch = QmpWatchProcess.Start(Socket, "--until", "SHUTDOWN", "--where", "reason=host-qmp-quit", "--json");
        await watch.MessageAsync("Connected to");
        var address = $"unix:{_folder.File("other")}";
        await using (var other = await QmpClient.ConnectAsync(address, cancellationToken: TestContext.Current.CancellationToken))
        {
            await other.ExecuteAsync("quit", TestContext.Current.CancellationToken);
        }

        var outcome = await watch.EndAsync();

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("host-qmp-quit", Assert.Single(outcome.Output), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Qemu> StartAsync(params string[] options) =>
        Qemu.StartAsync(_folder, ["-qmp", $"unix:{Socket},server=on,wait=off", .. options]);
}
