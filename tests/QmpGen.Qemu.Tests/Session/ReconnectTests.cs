using System.Text;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>Connections that come and go while the machine runs on.</summary>
public sealed class ReconnectTests
{
    private static readonly QmpClientOptions Reconnecting =
        Machine.ClientOptions with { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.FromMilliseconds(1) } };

    [Fact]
    public async Task During_a_flood_an_event_before_the_greeting_is_delivered()
    {
        var guest = await GuestProgram.AsFirmwareAsync("OSTLOOP=0");
        await using var vm = await Machine.StartRunningAsync(
            [.. guest, "-m", "64M,slots=1,maxmem=1G", "-qmp", "unix:second,server=on,wait=off"]);
        var options = Machine.ClientOptions with { EventCapacity = 1_000_000 };
        string start;
        var attempts = 0;
        do
        {
            Assert.True(++attempts <= 1000, "In 1,000 connections no event came before the greeting, so this test proves nothing.");
            var stream = DuplexStream.Connect(vm.Qemu.PathOf("second"));
            await using var client = await QmpClient.ConnectAsync(stream, options, TestContext.Current.CancellationToken);
            Assert.NotNull(client.Version);
            start = stream.Start;
            if (!start.StartsWith("{\"QMP\"", StringComparison.Ordinal))
            {
                Assert.True(client.Events.TryRead(out var first), "An event came before the greeting, but the client has none.");
                var line = Encoding.UTF8.GetString(first.RawJson.Span);
                Assert.StartsWith(line, start, StringComparison.Ordinal);
            }
        }
        while (start.StartsWith("{\"QMP\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_connects_again_after_its_connection_was_cut()
    {
        NeedsYank();
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        await using var client = await QmpClient.ConnectAsync(vm.EndpointOf("second"), Reconnecting, TestContext.Current.CancellationToken);

        await CutSecondAsync(vm);
        await NextGapAsync(client.Events, vm);
        await vm.ExecuteAsync("cont");
        await client.ExecuteAsync("stop", TestContext.Current.CancellationToken);

        var heard = new List<QmpEvent>();
        while (client.Events.TryRead(out var next))
        {
            heard.Add(next);
        }

        Assert.Equal(["RESUME", "STOP"], Names.Of(heard));
    }

    /// <summary>
    /// The gap is the sign to ask how things are, so a command must be possible then, even if an event has overtaken the
    /// greeting.
    /// </summary>
    [Fact]
    public async Task During_a_flood_a_gap_can_be_answered_with_a_command()
    {
        NeedsYank();
        var guest = await GuestProgram.AsFirmwareAsync("OSTLOOP=0");
        await using var vm = await Machine.StartRunningAsync(
            [.. guest, "-m", "64M,slots=1,maxmem=1G", "-qmp", "unix:second,server=on,wait=off"]);
        await using var client = await QmpClient.ConnectAsync(vm.EndpointOf("second"), Reconnecting, TestContext.Current.CancellationToken);

        // A gap passes every filter; one that keeps the flood out keeps the flood from pushing the gap out.
        using var gaps = client.Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Of<ShutdownEvent>() });
        for (var cut = 0; cut < 100; cut++)
        {
            await CutSecondAsync(vm);
            await NextGapAsync(gaps, vm);
            var status = await Limit.WaitAsync(
                token => client.ExecuteAsync("query-status", token), () => $"Cut {cut}: a reply to query-status was expected.\n{vm}");
            Assert.Equal("running", status.GetProperty("status").GetString());
        }
    }

    /// <summary>The documentation of <see cref="QmpListener"/> says which option is for which QEMU.</summary>
    [Theory]
    [InlineData("reconnect=1")]
    [InlineData("reconnect-ms=1000")]
    public async Task QEMU_that_connects_by_itself_is_listened_to_and_comes_back(string option)
    {
        if (option == "reconnect=1")
        {
            Needs.QemuBefore("10.2", "the option reconnect; reconnect-ms takes its place");
        }
        else
        {
            Needs.Qemu("9.2", "the option reconnect-ms");
        }

        var token = TestContext.Current.CancellationToken;
        await using var vm = await Machine.StartAsync(
            "-chardev", $"socket,id=out,path=out,{option}", "-mon", "chardev=out,mode=control");
        using var listener = QmpListener.Start(vm.EndpointOf("out"));

        await using (var first = await listener.AcceptAsync(Machine.ClientOptions, token))
        {
            await first.ExecuteAndWaitAsync<ResumeEvent>("cont", timeout: Limit.Patience, cancellationToken: token);
        }

        await using var second = await listener.AcceptAsync(Machine.ClientOptions, token);
        await second.ExecuteAndWaitAsync<StopEvent>("stop", timeout: Limit.Patience, cancellationToken: token);
    }

    private static void NeedsYank() => Needs.Qemu("6.0", "the command yank");

    /// <summary>QEMU's own way to cut a connection that hangs.</summary>
    private static async Task CutSecondAsync(Machine vm) =>
        await vm.ExecuteAsync(new QmpCommand("yank", """{"instances": [{"type": "chardev", "id": "compat_monitor1"}]}"""));

    private static Task NextGapAsync(QmpSubscription subscription, Machine vm) => Limit.WaitAsync(
        async token =>
        {
            await foreach (var next in subscription.WithCancellation(token))
            {
                if (next is ConnectionGapEvent)
                {
                    return;
                }
            }
        },
        () => $"A gap was expected after the connection was cut.\n{vm}");
}
