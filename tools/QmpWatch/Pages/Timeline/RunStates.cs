using QmpWatch.Watching;

namespace QmpWatch.Pages.Timeline;

/// <summary>
/// Follows what state one virtual machine is in. Events tell of changes, and a change tells of the state before it too: what
/// is stopped was running, so the time from the connection to the first event is not unknown for ever.
/// </summary>
internal sealed class RunStates
{
    private const string ShutDown = "shut down";

    private readonly List<TimelineBar> _bars = [];
    private (long From, RunState State, string Detail)? _now;
    private bool _isShutDown;
    private bool _hasPanicked;

    /// <summary>The connection was made.</summary>
    public void Connected(long at)
    {
        _isShutDown = false;
        _hasPanicked = false;
        Enter(at, RunState.Unknown, string.Empty);
    }

    /// <summary>The connection ended; after a SHUTDOWN the machine ended with it.</summary>
    public void Disconnected(long at, string detail) =>
        Enter(at, _isShutDown ? RunState.Gone : RunState.Unseen, _isShutDown ? ShutDown : detail);

    /// <summary>An event came.</summary>
    public void Event(long at, string name)
    {
        if (_now is null or { State: RunState.Unseen })
        {
            Connected(at);
        }

        switch (RunChanges.Of(name))
        {
            case RunChange.Stopped:
                Change(at, RunState.Running, RunState.Paused, _hasPanicked ? "panicked" : string.Empty);
                break;
            case RunChange.Suspended:
                Change(at, RunState.Running, RunState.Paused, "suspended");
                break;
            case RunChange.Resumed:
                _isShutDown = false;
                _hasPanicked = false;
                Change(at, RunState.Paused, RunState.Running, string.Empty);
                break;
            case RunChange.Reset:
                // With -no-shutdown a machine outlives its SHUTDOWN, and a reset makes it ready to run again.
                _isShutDown = false;
                _hasPanicked = false;
                break;
            case RunChange.Panicked:
                // QEMU stops the guest next, unless it was told to let it go on.
                _hasPanicked = true;
                break;
            case RunChange.ShutDown:
                // Before it, the guest may have been running or paused.
                _isShutDown = true;
                Enter(at, RunState.Gone, ShutDown);
                break;
        }
    }

    /// <summary>QEMU was asked for the state.</summary>
    /// <param name="at">When its reply came.</param>
    /// <param name="isRunning">Whether the guest runs.</param>
    /// <param name="status">The state in QEMU's words.</param>
    public void Status(long at, bool isRunning, string status)
    {
        var state = isRunning ? RunState.Running : RunState.Paused;
        var detail = status is "running" or "paused" ? string.Empty : status;
        if (_now is { State: RunState.Unknown } unknown)
        {
            _now = unknown with { State = state, Detail = detail };
        }
        else
        {
            Enter(at, state, detail);
        }
    }

    /// <summary>The states up to the end.</summary>
    public IReadOnlyList<TimelineBar> Until(long end)
    {
        Close(end);
        return _bars;
    }

    private void Change(long at, RunState before, RunState after, string detail)
    {
        if (_now is { State: RunState.Unknown } unknown)
        {
            _now = unknown with { State = before };
        }

        Enter(at, after, detail);
    }

    private void Enter(long at, RunState state, string detail)
    {
        if (_now is { } now && now.State == state && now.Detail == detail)
        {
            return;
        }

        Close(at);
        _now = (at, state, detail);
    }

    private void Close(long at)
    {
        if (_now is { } now && at > now.From)
        {
            _bars.Add(new TimelineBar(now.From, at, now.State, now.Detail));
        }

        _now = null;
    }
}
