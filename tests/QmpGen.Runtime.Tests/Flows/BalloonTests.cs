using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Flows;

/// <summary>Balloons that reach their target, and that do not.</summary>
public sealed class BalloonTests
{
    private const long Target = 64 * 1024 * 1024;

    [Fact]
    public async Task The_target_is_reached_when_QEMU_says_so_and_not_before()
    {
        var progress = new Reports<long>();
        var script = new QmpTestScript().Negotiate()
            .Expect("balloon", out var sent).Event("BALLOON_CHANGE", """{"actual": 67108864}""").Return()
            .Expect("query-balloon").Return("""{"actual": 80000000}""")
            .Expect("query-balloon").Return("""{"actual": 80000000}""")
            .Event("BALLOON_CHANGE", """{"actual": 67108000}""")
            .Expect("query-balloon").Return("""{"actual": 67108000}""");
        await using var session = await TestSession.PlayAsync(script);

        var result = await session.Client.BalloonAndWaitAsync(Target, progress: progress).InTime();

        Assert.Equal(new QmpBalloonResult(QmpBalloonOutcome.Reached, 67108000), result);
        Assert.Equal([80000000, 67108000], progress.All);
        Assert.Equal($$"""{"value":{{Target}}}""", sent.Arguments.GetRawText());
    }

    [Fact]
    public async Task A_guest_that_does_nothing_leaves_it_pending()
    {
        var time = new FakeTimeProvider();
        await using var server = QmpTestServer.InMemory(time).Answer("query-balloon", """{"actual": 134217728}""");
        await using var client = await QmpClient.ConnectAsync(
            server.Endpoint, new QmpClientOptions { TimeProvider = time, WriteTimeout = Timeout.InfiniteTimeSpan }).InTime();

        var progress = new Reports<long>();
        var told = progress.WaitForAsync(1);
        var balloon = client.BalloonAndWaitAsync(Target, TimeSpan.FromDays(40), progress);
        await told.InTime();
        time.Advance(TimeSpan.FromDays(40));
        await balloon.InTime();

        Assert.Equal(new QmpBalloonResult(QmpBalloonOutcome.Pending, 134217728), await balloon);
    }

    [Theory]
    [InlineData("DeviceNotActive", QmpBalloonOutcome.NoDevice)]
    [InlineData("KVMMissingCap", QmpBalloonOutcome.NotSupported)]
    public async Task A_machine_may_have_no_balloon(string errorClass, QmpBalloonOutcome outcome)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("balloon").Fail(errorClass, "none"));

        Assert.Equal(new QmpBalloonResult(outcome), await session.Client.BalloonAndWaitAsync(Target).InTime());
    }

    [Fact]
    public async Task The_end_of_the_session_and_any_other_error_are_failures()
    {
        await using var closed = await TestSession.NegotiatedAsync(script => script.Expect("balloon").Close());
        await using var failed = await TestSession.NegotiatedAsync(script => script.Expect("balloon").Fail("GenericError", "no"));

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => closed.Client.BalloonAndWaitAsync(Target).InTime());
        await Assert.ThrowsAsync<QmpCommandException>(() => failed.Client.BalloonAndWaitAsync(Target).InTime());
    }
}
