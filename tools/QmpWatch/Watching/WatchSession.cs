using System.Globalization;

namespace QmpWatch.Watching;

/// <summary>
/// Watches until the machines' end, the user's, the limit's or the awaited event's, and tells by an exit code which it was.
/// </summary>
/// <param name="plan">What to watch.</param>
/// <param name="view">Shows it.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchSession(WatchPlan plan, IWatchView view, TimeProvider time)
{
    private bool _hasFailed;
    private bool _hasEndedOrderly;
    private readonly HashSet<Vm> _unreached = [.. plan.IsPlayed || plan.Follow.KeepTrying ? [] : plan.Vms];
    private readonly HashSet<Vm> _connected = [];
    private readonly HashSet<Vm> _silent = [.. plan.Vms];

    /// <summary>Watches to the end.</summary>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(plan.Limit ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var notices = Fleet.Follow(plan.Vms, plan.Patterns, plan.Follow, time, stop.Token);
        try
        {
            await foreach (var notice in notices.ReadAllAsync(CancellationToken.None))
            {
                if (Take(notice))
                {
                    view.Finish($"{notice.Vm.Name} sent {((VmHappened)notice).Event.EventName}, as expected.");
                    return ExitCodes.Success;
                }
            }
        }
        finally
        {
            // Whatever ends the watching ends every connection too.
            await stop.CancelAsync();
            await foreach (var _ in notices.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
            }
        }

        return Conclude(cancellation.IsCancellationRequested, limit.IsCancellationRequested);
    }

    /// <summary>Shows a notice and remembers what matters for the end.</summary>
    /// <returns>Whether it is the end.</returns>
    private bool Take(VmNotice notice)
    {
        _hasFailed |= !plan.IsPlayed && notice is VmFailed or VmEnded { Trouble: not null };
        _hasEndedOrderly |= notice is VmEnded { Trouble: null };
        _silent.Remove(notice.Vm);
        if (notice is VmConnected)
        {
            _unreached.Remove(notice.Vm);
            _connected.Add(notice.Vm);
        }
        else if (notice is VmEnded or VmRemoved)
        {
            _connected.Remove(notice.Vm);
        }

        var happened = (notice as VmHappened)?.Event;
        view.Show(notice, happened is not null && plan.Choice.Shows(happened));
        return happened is not null && plan.Choice.Ends(happened);
    }

    private int Conclude(bool isInterrupted, bool isOverLimit)
    {
        var awaited = plan.Choice.Until;
        if (isInterrupted)
        {
            view.Finish($"Stopped watching{AfterInterruption()}.");

            // A script must not take an interruption for the event.
            return awaited is null ? ExitCodes.Success : ExitCodes.NotSeen;
        }

        if (isOverLimit)
        {
            return ConcludeAtLimit(awaited, plan.Limit!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        }

        view.Finish(awaited is not null && _hasEndedOrderly ? $"All machines ended before {awaited} arrived." : null);
        return _hasFailed ? ExitCodes.Failure : awaited is null ? ExitCodes.Success : ExitCodes.NotSeen;
    }

    /// <summary>What an interruption means for the machines.</summary>
    private string AfterInterruption() => (_connected.Count, plan.Vms.Any(vm => vm.IsOurOwn)) switch
    {
        (_, true) => string.Empty,
        (0, _) => "; no virtual machine was connected",
        (1, _) => "; the connected virtual machine is not affected",
        (var several, _) => string.Create(CultureInfo.InvariantCulture, $"; the {several} connected virtual machines are not affected"),
    };

    private int ConcludeAtLimit(string? awaited, string seconds)
    {
        foreach (var vm in _unreached.Intersect(_silent))
        {
            var seen =
                $"no QMP greeting arrived within {seconds} s, or no answer to qmp_capabilities. Use a --connect-timeout shorter than "
                    + "--timeout to learn what is there instead.";
            view.Show(new VmFailed(vm, time.GetUtcNow(), new Trouble($"Could not watch {vm.Endpoint}:", seen)), isChosen: false);
        }

        if (awaited is not null)
        {
            view.Finish($"{awaited} did not arrive within {seconds} s.");
            return ExitCodes.NotSeen;
        }

        // Of what was never watched there is nothing to sum up.
        var hasWatched = plan.Patterns.Count > 0 || _unreached.Count < plan.Vms.Count;
        view.Finish(hasWatched ? $"Stopped watching after {seconds} s." : null);
        return _unreached.Count > 0 ? ExitCodes.Failure : ExitCodes.Success;
    }
}
