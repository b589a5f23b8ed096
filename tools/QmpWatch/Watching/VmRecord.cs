using QmpGen;

namespace QmpWatch.Watching;

/// <summary>What has become known of one virtual machine, notice by notice.</summary>
/// <param name="name">What it is called.</param>
internal sealed class VmRecord(string name)
{
    private readonly RateHistory _rate = new();
    private VmCondition _condition = VmCondition.Connecting;
    private string _status = string.Empty;
    private Trouble? _trouble;
    private QmpEvent? _last;
    private DateTimeOffset? _lastAt;
    private long _count;
    private long _dropped;

    /// <summary>When it was last heard of after its socket had gone; null while the socket is there.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    public void Take(VmNotice notice, bool isChosen)
    {
        RemovedAt = notice is VmRemoved ? notice.At : null;
        switch (notice)
        {
            case VmConnected:
                Become(VmCondition.Connected);
                break;
            case VmStatus { Status: var status } when _condition == VmCondition.Connected:
                // What events have told meanwhile is newer.
                Become(status == "running" ? VmCondition.Running : VmCondition.Paused, status);
                break;
            case VmHappened { Event: var e }:
                Take(e, notice.At, isChosen);
                break;
            case VmDropped { Count: var count }:
                _dropped += count;
                break;
            case VmFailed failed:
                Become(VmCondition.Lost, trouble: failed.Trouble);
                break;
            case VmEnded { Trouble: null }:
                Become(VmCondition.Gone);
                break;
            case VmEnded lost:
                Become(VmCondition.Lost, trouble: lost.Trouble);
                break;
            default:
                break;
        }
    }

    /// <summary>What is known at a moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="describe">Puts an event into words.</param>
    public VmState At(DateTimeOffset now, Func<QmpEvent, string> describe) => new(
        name,
        _condition,
        _status,
        _last is null ? string.Empty : $"{_last.EventName}: {describe(_last)}",
        _lastAt,
        _count,
        _dropped,
        _rate.At(now),
        _trouble);

    private void Take(QmpEvent e, DateTimeOffset at, bool isChosen)
    {
        _rate.Add(at);
        switch (e.EventName)
        {
            case "STOP":
                Become(VmCondition.Paused, "paused");
                break;
            case "RESUME":
                Become(VmCondition.Running);
                break;
            case "SUSPEND" or "SUSPEND_DISK":
                Become(VmCondition.Paused, "suspended");
                break;
            case "WAKEUP":
                Become(VmCondition.Running);
                break;
            default:
                break;
        }

        if (isChosen)
        {
            (_last, _lastAt) = (e, at);
            _count++;
        }
    }

    private void Become(VmCondition condition, string status = "", Trouble? trouble = null) =>
        (_condition, _status, _trouble) = (condition, status, trouble);
}
