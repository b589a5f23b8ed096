using System.Globalization;
using QmpWatch.Watching;

namespace QmpWatch.Terminal;

/// <summary>Counts what was seen, for the last line.</summary>
/// <param name="namesVms">Whether several machines are watched.</param>
internal sealed class WatchTotals(bool namesVms)
{
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _vms = new(StringComparer.Ordinal);
    private long _events;
    private long _dropped;

    public void Take(VmNotice notice, bool isChosen)
    {
        switch (notice)
        {
            case VmConnected:
                _vms.Add(notice.Vm.Name);
                break;
            case VmHappened { Event: var e } when isChosen:
                _events++;
                _kinds.Add(e.EventName);
                break;
            case VmDropped dropped:
                _dropped += dropped.Count;
                break;
            default:
                break;
        }
    }

    /// <summary>The last line; null if nothing was seen and there is nothing to say.</summary>
    /// <param name="reason">How the watching ended, a sentence; null if the machines' own ends said it.</param>
    public string? Sentence(string? reason)
    {
        if (_vms.Count == 0 && reason is null)
        {
            return null;
        }

        var start = reason is null ? string.Empty : $"{reason} ";
        var from = namesVms ? $" from {Counted(_vms.Count, "virtual machine")}" : string.Empty;
        var late = _dropped > 0 ? $" {Number(_dropped)} more arrived too fast to be shown." : string.Empty;
        return $"{start}{Counted(_events, "event")} of {Counted(_kinds.Count, "kind")}{from}.{late}";
    }

    private static string Counted(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? string.Empty : "s")}";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
