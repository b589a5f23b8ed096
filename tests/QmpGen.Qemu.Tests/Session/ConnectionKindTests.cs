using System.Globalization;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>The ways in which a monitor can be attached to a client.</summary>
public sealed class ConnectionKindTests
{
    [Fact]
    public async Task Tcp()
    {
        await using var vm = await Machine.StartAsync("-qmp", "tcp:127.0.0.1:0,server=on,wait=off");

        // QEMU lets the kernel choose the port and tells which one it is.
        var chardevs = await vm.ExecuteAsync("query-chardev");
        var file = chardevs.EnumerateArray().Select(c => c.GetProperty("filename").GetString()!).Single(
            f => f.Contains(":tcp:", StringComparison.Ordinal));
        var port = int.Parse(file.Split(':', ',')[3], CultureInfo.InvariantCulture);

        await using var client = await QmpClient.ConnectAsync(
            QmpEndpoint.Tcp("127.0.0.1", port), Machine.ClientOptions, TestContext.Current.CancellationToken);
        var outcome = await client.ExecuteAndWaitAsync<ResumeEvent>(
            "cont", timeout: Limit.Patience, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("RESUME", outcome.Event.EventName);
    }

    [Fact]
    public async Task Pretty_printed()
    {
        await using var vm = await Machine.StartAsync(
            "-chardev", "socket,id=pretty,path=pretty,server=on,wait=off", "-mon", "chardev=pretty,mode=control,pretty=on");
        var stream = DuplexStream.Connect(vm.Qemu.PathOf("pretty"));
        await using var client = await QmpClient.ConnectAsync(stream, Machine.ClientOptions, TestContext.Current.CancellationToken);

        var outcome = await client.ExecuteAndWaitAsync<ResumeEvent>(
            "cont", timeout: Limit.Patience, cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("{\r\n    \"QMP\": {\r\n", stream.Start, StringComparison.Ordinal);
        Assert.Contains("\r\n", System.Text.Encoding.UTF8.GetString(outcome.Event.RawJson.Span), StringComparison.Ordinal);
        Assert.Equal(await vm.NextAsync<ResumeEvent>(), outcome.Event);
    }

    /// <summary>Without -S the machine starts by itself, and sometimes says so before it greets.</summary>
    [Fact]
    public async Task Standard_streams_with_an_event_before_the_greeting()
    {
        Needs.Qemu("7.2", "events that overtake the greeting on standard streams (5.2 has none)");
        string start;
        var attempts = 0;
        do
        {
            Assert.True(++attempts <= 300, "In 300 starts no event came before the greeting, so this test proves nothing.");
            await using var qemu = await QemuProcess.StartAsync(
                ["-nodefaults", "-display", "none", "-chardev", "stdio,mux=on,id=m", "-mon", "chardev=m,mode=control"],
                stdioIsMonitor: true);
            var stream = new DuplexStream(qemu.Stdio.Output, qemu.Stdio.Input);
            await using var client = await QmpClient.ConnectAsync(stream, Machine.ClientOptions, TestContext.Current.CancellationToken);
            var outcome = await client.ExecuteAndWaitAsync<ShutdownEvent>(
                "quit", timeout: Limit.Patience, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal("SHUTDOWN", outcome.Event.EventName);
            Assert.Equal(
                QmpCloseKind.Shutdown, (await Limit.WaitAsync(client.Completion, () => $"The session does not end.\n{qemu}")).Kind);
            start = stream.Start;
            if (start.Contains("RESUME", StringComparison.Ordinal))
            {
                Assert.True(client.Events.TryRead(out var first), "RESUME came before the greeting, but the client lost it.");
                Assert.IsType<ResumeEvent>(first);
            }
        }
        while (start.StartsWith("{\"QMP\"", StringComparison.Ordinal));
    }
}
