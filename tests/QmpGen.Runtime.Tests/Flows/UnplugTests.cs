using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Flows;

/// <summary>Every outcome of unplugging, and what must not be taken for one.</summary>
public sealed class UnplugTests
{
    private const string Backend = """{"path": "/machine/peripheral/disk1/virtio-backend"}""";
    private const string Device = """{"device": "disk1", "path": "/machine/peripheral/disk1"}""";

    [Fact]
    public async Task Neither_the_reply_nor_the_event_of_a_part_nor_that_of_another_device_is_the_end()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("device_del")
            .Event("DEVICE_DELETED", Backend)
            .Event("DEVICE_DELETED", """{"device": "disk2", "path": "/machine/peripheral/disk2"}""")
            .Return()
            .Event("DEVICE_UNPLUG_GUEST_ERROR", Device));

        Assert.Equal(QmpUnplugOutcome.RefusedByGuest, (await session.Client.UnplugAsync("disk1").InTime()).Outcome);
    }

    [Fact]
    public async Task The_event_that_names_the_device_is_the_end()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("device_del").Return()
            .Event("DEVICE_UNPLUG_GUEST_ERROR", """{"device": "disk2", "path": "/machine/peripheral/disk2"}""")
            .Event("DEVICE_DELETED", Device));

        var result = await session.Client.UnplugAsync("disk1").InTime();

        Assert.Equal(new QmpUnplugResult(QmpUnplugOutcome.Deleted), result);
        Assert.True(result.IsGone);
    }

    [Fact]
    public async Task The_event_may_come_before_the_reply()
    {
        var script = new QmpTestScript().Negotiate().Expect("device_del", out var sent).Event("DEVICE_DELETED", Device).Return();
        await using var session = await TestSession.PlayAsync(script);

        Assert.Equal(QmpUnplugOutcome.Deleted, (await session.Client.UnplugAsync("disk1").InTime()).Outcome);
        Assert.Equal("""{"id":"disk1"}""", sent.Arguments.GetRawText());
    }

    [Fact]
    public async Task A_device_is_found_by_its_path_too()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("device_del").Return().Event("DEVICE_DELETED", """{"path": "/machine/peripheral-anon/device[3]"}"""));

        Assert.True((await session.Client.UnplugAsync("/machine/peripheral-anon/device[3]").InTime()).IsGone);
    }

    [Theory]
    [InlineData("DEVICE_UNPLUG_GUEST_ERROR", Device, null)]
    [InlineData("MEM_UNPLUG_ERROR", """{"device": "disk1", "msg": "no"}""", "no")]
    public async Task The_guest_may_refuse(string name, string data, string? message)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("device_del").Return().Event(name, data));

        var result = await session.Client.UnplugAsync("disk1").InTime();

        Assert.Equal(new QmpUnplugResult(QmpUnplugOutcome.RefusedByGuest, message), result);
        Assert.False(result.IsGone);
    }

    [Theory]
    [InlineData("DeviceNotFound", QmpUnplugOutcome.NotFound, null)]
    [InlineData("GenericError", QmpUnplugOutcome.Rejected, "why")]
    public async Task QEMU_may_refuse(string errorClass, QmpUnplugOutcome outcome, string? message)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("device_del").Fail(errorClass, "why"));

        Assert.Equal(new QmpUnplugResult(outcome, message), await session.Client.UnplugAsync("disk1").InTime());
    }

    [Fact]
    public async Task A_guest_that_never_answers_leaves_it_pending_and_a_later_wait_sees_the_end()
    {
        var time = new FakeTimeProvider();
        var again = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("device_del").Return().Expect("qom-list", out _).Return("[]").Event("DEVICE_DELETED", Device),
            new QmpClientOptions { TimeProvider = time, WriteTimeout = Timeout.InfiniteTimeSpan });

        var unplug = session.Client.UnplugAsync("disk1", TimeSpan.FromMinutes(1));
        await time.AdvanceUntil(unplug);
        var rest = await session.Client.WaitForUnplugAsync("disk1").InTime();

        Assert.Equal(new QmpUnplugResult(QmpUnplugOutcome.Pending), await unplug);
        Assert.Equal(QmpUnplugOutcome.Deleted, rest.Outcome);
    }

    [Fact]
    public async Task Waiting_for_a_device_that_is_gone_ends_at_once()
    {
        var script = new QmpTestScript().Negotiate().Expect("qom-list", out var asked).Fail("DeviceNotFound", "gone");
        await using var session = await TestSession.PlayAsync(script);

        Assert.Equal(QmpUnplugOutcome.NotFound, (await session.Client.WaitForUnplugAsync("disk1").InTime()).Outcome);
        Assert.Equal("""{"path":"/machine/peripheral/disk1"}""", asked.Arguments.GetRawText());
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_wait_and_an_event_before_it_is_still_the_answer()
    {
        await using var lost = await TestSession.NegotiatedAsync(script => script.Expect("device_del").Close());
        await using var told = await TestSession.NegotiatedAsync(
            script => script.Expect("device_del").Event("DEVICE_DELETED", Device).Close());

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => lost.Client.UnplugAsync("disk1").InTime());
        var result = await told.Client.UnplugAsync("disk1").InTime();

        Assert.StartsWith("Unplugging 'disk1' cannot be completed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(QmpUnplugOutcome.Deleted, result.Outcome);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_with_the_callers_token()
    {
        var sent = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("device_del").Return().Signal(sent));
        using var cancellation = new CancellationTokenSource();

        var unplug = session.Client.UnplugAsync("disk1", TimeSpan.FromHours(1), cancellation.Token);
        await sent.Task.InTime();
        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unplug.InTime());
        Assert.Equal(cancellation.Token, failure.CancellationToken);
    }

    [Fact]
    public async Task After_a_gap_QEMU_is_asked_whether_the_device_has_gone()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Expect("device_del").Return().Close(),
            new QmpTestScript().Negotiate().Expect("qom-list").Fail("DeviceNotFound", "gone"));
        await using var client = await QmpClient.ConnectAsync(
            server.Endpoint, new QmpClientOptions { Reconnect = new QmpReconnectOptions() }).InTime();

        Assert.Equal(QmpUnplugOutcome.Deleted, (await client.UnplugAsync("disk1").InTime()).Outcome);
    }
}
