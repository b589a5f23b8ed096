using System.Text;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Watching;

namespace QmpWatch.Tests.Watching;

/// <summary>What becomes known of machines, notice by notice.</summary>
public sealed class FleetBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 20, 28, 8, TimeSpan.Zero);

    private readonly Vm _vm = new("web1", QmpEndpoint.Unix("/run/web1"));
    private readonly FleetBoard _board = new(e => e.EventName.ToLowerInvariant());

    [Fact]
    public void A_machine_goes_from_condition_to_condition()
    {
        Assert.Equal(VmCondition.Lost, After(new VmFailed(_vm, Start, new Trouble("No", "way."))).Condition);
        Assert.Equal(VmCondition.Connected, After(new VmConnected(_vm, Start, null)).Condition);
        Assert.Equal(
            ("prelaunch", VmCondition.Paused), After(new VmStatus(_vm, Start, "prelaunch")) is var s ? (s.Status, s.Condition) : default);
        Assert.Equal(VmCondition.Running, After(new VmHappened(_vm, Start, new ResumeEvent())).Condition);
        Assert.Equal(VmCondition.Paused, After(new VmHappened(_vm, Start, new StopEvent())).Condition);
        Assert.Equal(VmCondition.Paused, After(new VmHappened(_vm, Start, new UnknownEvent("SUSPEND"))).Condition);
        Assert.Equal(VmCondition.Running, After(new VmHappened(_vm, Start, new UnknownEvent("WAKEUP"))).Condition);
        Assert.Equal(VmCondition.Gone, After(new VmEnded(_vm, Start, "QEMU has shut down.", Trouble: null)).Condition);
        Assert.Equal("Lost it.", After(new VmEnded(_vm, Start, "It ended.", new Trouble("Lost", "it."))).Trouble?.ToString());
        Assert.Null(After(new VmConnected(_vm, Start, null)).Trouble);
    }

    [Theory]
    [InlineData("GUEST_PANICKED", "Panicked", "panicked")]
    [InlineData("GUEST_PANICKED STOP", "Panicked", "panicked")]
    [InlineData("GUEST_PANICKED STOP SHUTDOWN", "Panicked", "panicked")]
    [InlineData("GUEST_PANICKED STOP RESET", "Paused", "prelaunch")]
    [InlineData("GUEST_PANICKED STOP RESET RESUME", "Running", "")]
    [InlineData("GUEST_PANICKED RESET", "Running", "")]
    [InlineData("GUEST_CRASHLOADED", "Panicked", "crash kernel")]
    [InlineData("GUEST_CRASHLOADED RESET", "Running", "")]
    [InlineData("SUSPEND", "Paused", "suspended")]
    [InlineData("SUSPEND_DISK", "Paused", "suspended")]
    [InlineData("SUSPEND WAKEUP", "Running", "")]
    [InlineData("SHUTDOWN", "Gone", "")]
    [InlineData("SHUTDOWN STOP", "Gone", "")]
    [InlineData("SHUTDOWN STOP RESET", "Paused", "prelaunch")]
    [InlineData("RESET", "Connected", "")]
    [InlineData("RESUME MIGRATION:active", "Running", "migrating")]
    [InlineData("RESUME MIGRATION:active MIGRATION:failed", "Running", "")]
    [InlineData("RESUME MIGRATION:active MIGRATION:completed", "Running", "")]
    [InlineData("RESUME MIGRATION:active STOP MIGRATION:completed", "Paused", "postmigrate")]
    [InlineData("GUEST_PANICKED MIGRATION:active", "Panicked", "panicked")]
    public void Events_tell_the_condition_whether_or_not_they_have_a_type(string events, string condition, string status)
    {
        After(new VmConnected(_vm, Start, null));
        foreach (var e in events.Split(' ').Select(name => name.Split(':')))
        {
            var text = QmpTestScript.EventText(e[0], e is [_, var detail] ? $$"""{"status": "{{detail}}"}""" : null);
            After(new VmHappened(_vm, Start, QmpEvents.Parse(Encoding.UTF8.GetBytes(text))));
        }

        var state = Assert.Single(_board.At(Start).Vms);
        Assert.Equal((condition, status), ($"{state.Condition}", state.Status));
    }

    [Fact]
    public void A_machine_that_has_panicked_before_it_was_watched_or_ended_since_is_seen_to_have_panicked()
    {
        After(new VmConnected(_vm, Start, null));
        Assert.Equal(
            (VmCondition.Panicked, "panicked"),
            After(new VmStatus(_vm, Start, "guest-panicked")) is var s ? (s.Condition, s.Status) : default);
        Assert.Equal(VmCondition.Panicked, After(new VmEnded(_vm, Start, "QEMU has shut down.", Trouble: null)).Condition);
        Assert.Equal(VmCondition.Connected, After(new VmConnected(_vm, Start, null)).Condition);
    }

    [Fact]
    public void What_events_have_told_is_newer_than_the_answer_on_connecting()
    {
        After(new VmConnected(_vm, Start, null));
        After(new VmHappened(_vm, Start, new StopEvent()));

        Assert.Equal(VmCondition.Paused, After(new VmStatus(_vm, Start, "running")).Condition);
    }

    [Fact]
    public void Events_that_are_not_to_be_shown_count_for_the_condition_and_the_rate_only()
    {
        _board.Take(new VmHappened(_vm, Start, new StopEvent()), isChosen: false);
        _board.Take(new VmHappened(_vm, Start, new ResetEvent()), isChosen: true);
        var state = _board.At(Start);

        Assert.Equal(
            (VmCondition.Paused, 1, "RESET: reset", 2),
            (state.Vms[0].Condition, state.Vms[0].Count, state.Vms[0].LastEvent, state.Vms[0].Rate[^1]));
        Assert.Equal(new RecentEvent("web1", new ResetEvent()), Assert.Single(state.Recent));
    }

    [Fact]
    public void A_machine_whose_socket_is_gone_stays_for_a_minute()
    {
        After(new VmEnded(_vm, Start, "QEMU has shut down.", Trouble: null));
        After(new VmRemoved(_vm, Start));

        Assert.Single(_board.At(Start + TimeSpan.FromSeconds(60)).Vms);
        Assert.Empty(_board.At(Start + TimeSpan.FromSeconds(61)).Vms);
    }

    [Fact]
    public void The_rate_is_of_the_last_seconds_and_bears_a_clock_that_is_set()
    {
        var rate = new RateHistory();
        rate.Add(Start);
        rate.Add(Start);
        rate.Add(Start + TimeSpan.FromSeconds(2));

        Assert.Equal([2, 0, 1], rate.At(Start + TimeSpan.FromSeconds(2)).TakeLast(3));
        rate.Add(Start - TimeSpan.FromHours(1));
        Assert.Equal([2, 0, 2, 0], rate.At(Start + TimeSpan.FromSeconds(3)).TakeLast(4));
        Assert.All(rate.At(Start + TimeSpan.FromDays(1)), count => Assert.Equal(0, count));
        Assert.Equal(RateHistory.Seconds, rate.At(Start).Count);
    }

    private VmState After(VmNotice notice)
    {
        _board.Take(notice, isChosen: true);
        return Assert.Single(_board.At(Start).Vms);
    }
}
