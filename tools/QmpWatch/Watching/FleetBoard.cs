using QmpGen;

namespace QmpWatch.Watching;

/// <summary>What has become known of all machines. One writes, another looks from time to time.</summary>
/// <param name="describe">Puts an event into words; called only for what is looked at.</param>
internal sealed class FleetBoard(Func<QmpEvent, string> describe)
{
    private const int RecentEvents = 50;

    // Long enough to be noticed by someone who looks away for a moment.
    private static readonly TimeSpan KeepRemoved = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, VmRecord> _records = new(StringComparer.Ordinal);
    private readonly Queue<RecentEvent> _recent = new();

    public void Take(VmNotice notice, bool isChosen)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(notice.Vm.Name, out var record))
            {
                _records[notice.Vm.Name] = record = new VmRecord(notice.Vm.Name);
            }

            record.Take(notice, isChosen);
            if (isChosen && notice is VmHappened { Event: var e })
            {
                _recent.Enqueue(new RecentEvent(notice.Vm.Name, e));
                if (_recent.Count > RecentEvents)
                {
                    _recent.Dequeue();
                }
            }
        }
    }

    public FleetState At(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var (name, _) in _records.Where(r => now - r.Value.RemovedAt > KeepRemoved).ToList())
            {
                _records.Remove(name);
            }

            return new FleetState(now, [.. _records.Values.Select(r => r.At(now, describe))], [.. _recent]);
        }
    }
}
