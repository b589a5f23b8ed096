using QmpWatch.Watching;

namespace QmpWatch.Tests.Support;

/// <summary>A view that remembers all it was shown, and lets a test wait for it.</summary>
internal sealed class NoticeLog : IWatchView
{
    private readonly Lock _gate = new();
    private readonly List<VmNotice> _notices = [];
    private readonly List<(Func<IReadOnlyList<VmNotice>, bool> Condition, TaskCompletionSource<bool> Met)> _waiting = [];

    /// <summary>How the watching ended.</summary>
    public string? Reason { get; private set; }

    public IReadOnlyList<VmNotice> Notices
    {
        get
        {
            lock (_gate)
            {
                return [.. _notices];
            }
        }
    }

    public void Show(VmNotice notice, bool isChosen)
    {
        lock (_gate)
        {
            _notices.Add(notice);
            foreach (var (_, met) in _waiting.Where(w => w.Condition(_notices)).ToList())
            {
                met.TrySetResult(true);
            }

            _waiting.RemoveAll(w => w.Met.Task.IsCompleted);
        }
    }

    public void Finish(string? reason) => Reason = reason;

    /// <summary>Waits until what was shown meets a condition.</summary>
    public Task UntilAsync(string what, Func<IReadOnlyList<VmNotice>, bool> condition)
    {
        var met = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_notices))
            {
                return Task.CompletedTask;
            }

            _waiting.Add((condition, met));
        }

        return Within.LimitAsync(met.Task, what);
    }

    /// <summary>Waits until so many machines have had a notice of a type.</summary>
    public Task UntilAsync<T>(int machines)
        where T : VmNotice
    {
        // Counted as they come: looking through all of them each time would take the square of their number.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = 0;
        return UntilAsync($"A {typeof(T).Name} of {machines} machines", notices =>
        {
            for (; next < notices.Count; next++)
            {
                if (notices[next] is T notice)
                {
                    seen.Add(notice.Vm.Name);
                }
            }

            return seen.Count >= machines;
        });
    }
}
