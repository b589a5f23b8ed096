using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Flows;

/// <summary>Guests that shut down, reboot instead, or do nothing.</summary>
public sealed class ShutdownTests
{
    private const string Running = """{"status": "running"}""";
    private static readonly QmpShutdownOptions WithQuit = new() { Fallback = QmpShutdownFallback.Quit };

    private static readonly QmpShutdownOptions WithPatience = WithQuit with { ExitTimeout = Timeout.InfiniteTimeSpan };

    [Fact]
    public async Task A_guest_that_reboots_first_has_not_shut_down()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-status").Return(Running)
            .Expect("system_powerdown").Event("POWERDOWN").Return()
            .Event("RESET", """{"guest": true, "reason": "guest-reset"}""")
            .Event("SHUTDOWN", """{"guest": true, "reason": "guest-shutdown"}""").Close());

        var result = await session.Client.ShutdownAsync(WithQuit).InTime();

        Assert.Equal(
            new QmpShutdownResult(QmpShutdownOutcome.ShutDown) { HasExited = true, Reason = "guest-shutdown", ResetCount = 1 }, result);
    }

    [Fact]
    public async Task The_end_of_the_connection_is_the_end_too_even_in_place_of_the_reply()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return(Running).Expect("system_powerdown").Close());

        Assert.Equal(
            new QmpShutdownResult(QmpShutdownOutcome.ShutDown) { HasExited = true }, await session.Client.ShutdownAsync().InTime());
    }

    [Fact]
    public async Task A_QEMU_that_stays_has_shut_down_and_not_exited()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-status").Return(Running).Expect("system_powerdown").Return()
            .Event("SHUTDOWN", """{"guest": true, "reason": "guest-shutdown"}""").Event("STOP"));

        var result = await session.Client.ShutdownAsync(WithQuit).InTime();

        Assert.Equal((QmpShutdownOutcome.ShutDown, false), (result.Outcome, result.HasExited));
    }

    [Fact]
    public async Task A_machine_that_has_shut_down_before_is_not_asked_again()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return("""{"status": "shutdown"}"""));

        Assert.Equal(new QmpShutdownResult(QmpShutdownOutcome.ShutDown), await session.Client.ShutdownAsync(WithPatience).InTime());
    }

    [Fact]
    public async Task A_guest_that_never_answers_is_left_running_or_ended_with_quit()
    {
        Assert.Equal(new QmpShutdownResult(QmpShutdownOutcome.StillRunning), await ShutdownAsync(_ => { }, new QmpShutdownOptions()));
        Assert.Equal(
            new QmpShutdownResult(QmpShutdownOutcome.Quit) { HasExited = true, Reason = "host-qmp-quit", ResetCount = 1 },
            await ShutdownAsync(
                script => script
                    .Event("RESET", """{"guest": true, "reason": "guest-reset"}""")
                    .Expect("quit").Event("SHUTDOWN", """{"guest": false, "reason": "host-qmp-quit"}""").Return().Close(),
                WithPatience));
        Assert.Equal(
            new QmpShutdownResult(QmpShutdownOutcome.Quit) { HasExited = true },
            await ShutdownAsync(script => script.Expect("quit").Close(), WithPatience));
    }

    [Fact]
    public async Task A_QEMU_that_does_not_even_quit_is_for_its_parent() =>
        Assert.Equal(QmpShutdownOutcome.NotExited, (await ShutdownAsync(script => script.Expect("quit").Return(), WithQuit)).Outcome);

    [Fact]
    public async Task A_connection_that_breaks_is_no_shutdown()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-status").Return(Running).Expect("system_powerdown").Return().SendBytes("{\"half"u8.ToArray()).Close());

        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.ShutdownAsync(WithQuit).InTime());
    }

    [Fact]
    public async Task Cancelling_leaves_the_fallback_out()
    {
        var pressed = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return(Running).Expect("system_powerdown").Return().Signal(pressed).ExpectClose());
        using var cancellation = new CancellationTokenSource();

        var shutdown = session.Client.ShutdownAsync(WithQuit, cancellation.Token);
        await pressed.Task.InTime();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shutdown.InTime());
        await session.Client.DisposeAsync().InTime();
        await session.Server.Completion.InTime();
    }

    /// <summary>Shuts down a guest that does nothing, with a clock that goes on.</summary>
    private static async Task<QmpShutdownResult> ShutdownAsync(Action<QmpTestScript> then, QmpShutdownOptions options)
    {
        var time = new FakeTimeProvider();
        var pressed = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script =>
            {
                script.Expect("query-status").Return(Running).Expect("system_powerdown").Event("POWERDOWN").Return().Signal(pressed);
                then(script);
            },
            new QmpClientOptions { TimeProvider = time, WriteTimeout = Timeout.InfiniteTimeSpan });
        var shutdown = session.Client.ShutdownAsync(options);
        await pressed.Task.InTime();
        await time.AdvanceUntil(shutdown);
        return await shutdown;
    }
}
