using QmpWatch.Pages.Timeline;

namespace QmpWatch.Tests.Pages.Timeline;

public sealed class RunStatesTests
{
    private readonly RunStates _states = new();

    [Fact]
    public void What_is_stopped_was_running_before()
    {
        _states.Connected(10);
        _states.Event(30, "STOP");
        _states.Event(50, "RESUME");

        Expect((10, 30, RunState.Running), (30, 50, RunState.Paused), (50, 100, RunState.Running));
    }

    [Fact]
    public void What_resumes_was_paused_before()
    {
        _states.Connected(10);
        _states.Event(30, "RESUME");

        Expect((10, 30, RunState.Paused), (30, 100, RunState.Running));
    }

    [Fact]
    public void A_guest_that_panicked_and_is_stopped_says_so_until_it_is_reset()
    {
        _states.Connected(10);
        _states.Event(20, "GUEST_PANICKED");
        _states.Event(21, "STOP");
        _states.Event(30, "RESET");
        _states.Event(31, "RESUME");
        _states.Event(40, "STOP");

        Assert.Equal(
            [(10L, RunState.Running, ""), (21L, RunState.Paused, "panicked"), (31L, RunState.Running, ""), (40L, RunState.Paused, "")],
            _states.Until(100).Select(b => (b.From, b.State, b.Detail)));
    }

    [Fact]
    public void Where_nothing_tells_it_stays_unknown()
    {
        _states.Connected(10);
        _states.Event(30, "RTC_CHANGE");

        Expect((10, 100, RunState.Unknown));
    }

    [Fact]
    public void A_reply_tells_the_state_since_the_connection_and_why()
    {
        _states.Connected(10);
        _states.Status(20, isRunning: false, "prelaunch");
        _states.Event(30, "RESUME");
        _states.Status(40, isRunning: true, "running");
        _states.Status(50, isRunning: false, "io-error");

        Assert.Equal(
            [(10L, 30L, RunState.Paused, "prelaunch"), (30L, 50L, RunState.Running, ""), (50L, 100L, RunState.Paused, "io-error")],
            _states.Until(100).Select(b => (b.From, b.To, b.State, b.Detail)));
    }

    [Fact]
    public void After_a_SHUTDOWN_it_is_gone_until_it_is_connected_again()
    {
        _states.Connected(10);
        _states.Status(10, isRunning: true, "running");
        _states.Event(40, "SHUTDOWN");
        _states.Disconnected(41, "end of stream");
        _states.Connected(60);

        Expect((10, 40, RunState.Running), (40, 60, RunState.Gone), (60, 100, RunState.Unknown));
    }

    [Fact]
    public void A_machine_may_outlive_its_SHUTDOWN()
    {
        _states.Connected(10);
        _states.Event(40, "SHUTDOWN");
        _states.Event(41, "STOP");
        _states.Event(50, "RESET");
        _states.Event(60, "RESUME");
        _states.Disconnected(80, "connection reset");

        Expect(
            (10, 40, RunState.Unknown),
            (40, 41, RunState.Gone),
            (41, 60, RunState.Paused),
            (60, 80, RunState.Running),
            (80, 100, RunState.Unseen));
    }

    [Fact]
    public void A_connection_that_breaks_leaves_a_gap()
    {
        _states.Connected(10);
        _states.Event(20, "STOP");
        _states.Disconnected(40, "connection reset");
        _states.Connected(70);

        Expect((10, 20, RunState.Running), (20, 40, RunState.Paused), (40, 70, RunState.Unseen), (70, 100, RunState.Unknown));
        Assert.Equal(1, new TimelineVm("vm", 0, 0, _states.Until(100)).Gaps);
    }

    [Fact]
    public void One_that_is_not_connected_again_leaves_no_gap()
    {
        _states.Connected(10);
        _states.Disconnected(40, "closed by the client");

        Assert.Equal(0, new TimelineVm("vm", 0, 0, _states.Until(100)).Gaps);
    }

    [Fact]
    public void A_recording_may_begin_in_the_middle()
    {
        _states.Event(30, "SUSPEND");
        _states.Event(50, "WAKEUP");

        Expect((30, 50, RunState.Paused), (50, 100, RunState.Running));
    }

    private void Expect(params (long From, long To, RunState State)[] bars) =>
        Assert.Equal(bars, _states.Until(100).Select(b => (b.From, b.To, b.State)));
}
