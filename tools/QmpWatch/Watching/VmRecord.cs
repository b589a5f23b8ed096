using QmpGen;

namespace QmpWatch.Watching;

/// <summary>What has become known of one virtual machine, notice by notice.</summary>
/// <param name="name">What it is called.</param>
internal sealed class VmRecord(string name)
{
    private const string Panicked = "panicked";

    private readonly RateHistory _rate = new();
    private VmCondition _condition = VmCondition.Connecting;
    private string _status = string.Empty;
    private Trouble? _trouble;
    private bool _isStopped;
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
                _isStopped = false;
                Become(VmCondition.Connected);
                break;
            case VmStatus { Status: var status } when _condition == VmCondition.Connected:
                // What events have told meanwhile is newer.
                Become(ConditionAt(status), status == "guest-panicked" ? Panicked : status);
                _isStopped = _condition != VmCondition.Running;
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
                End();
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
        Take(RunChanges.Of(e.EventName), e);
        if (isChosen)
        {
            (_last, _lastAt) = (e, at);
            _count++;
        }
    }

    private void Take(RunChange change, QmpEvent e)
    {
        switch (change)
        {
            case RunChange.Stopped:
                // QEMU stops a machine that has panicked or ended too, and says only then that it did.
                _isStopped = true;
                if (_condition is not (VmCondition.Panicked or VmCondition.Gone))
                {
                    Become(VmCondition.Paused, "paused");
                }

                break;
            case RunChange.Resumed:
                _isStopped = false;
                Become(VmCondition.Running);
                break;
            case RunChange.Suspended:
                Become(VmCondition.Paused, "suspended");
                break;
            case RunChange.Reset when _isStopped:
                Become(VmCondition.Paused, "prelaunch");
                break;
            case RunChange.Reset when _condition != VmCondition.Connected:
                Become(VmCondition.Running);
                break;
            case RunChange.ShutDown:
                End();
                break;
            case RunChange.Panicked:
                Become(VmCondition.Panicked, Panicked);
                break;
            case RunChange.CrashLoaded:
                Become(VmCondition.Panicked, "crash kernel");
                break;
            case RunChange.Migrating when _condition is VmCondition.Connected or VmCondition.Running or VmCondition.Paused:
                Become(_condition, StatusWhile(RunChanges.MigrationStatus(e)));
                break;
            default:
                break;
        }
    }

    /// <summary>That a machine has panicked stays to be seen after its end.</summary>
    private void End()
    {
        if (_condition != VmCondition.Panicked)
        {
            Become(VmCondition.Gone);
        }
    }

    private string StatusWhile(string migration) => migration switch
    {
        "completed" => _condition == VmCondition.Paused ? "postmigrate" : string.Empty,
        "failed" or "cancelled" or "none" => _condition == VmCondition.Paused ? "paused" : string.Empty,
        _ => "migrating",
    };

    private static VmCondition ConditionAt(string status) => status switch
    {
        "running" or "colo" => VmCondition.Running,
        "guest-panicked" => VmCondition.Panicked,
        _ => VmCondition.Paused,
    };

    private void Become(VmCondition condition, string status = "", Trouble? trouble = null) =>
        (_condition, _status, _trouble) = (condition, status, trouble);
}
