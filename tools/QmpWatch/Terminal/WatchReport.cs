using QmpWatch.Watching;

namespace QmpWatch.Terminal;

/// <summary>Says, beside the events, which connections come and go, and what was seen in the end.</summary>
/// <param name="messages">Where to.</param>
/// <param name="namesVms">Whether several machines are watched.</param>
internal sealed class WatchReport(TextWriter messages, bool namesVms)
{
    private readonly Dictionary<string, Trouble> _troubles = new(StringComparer.Ordinal);
    private readonly WatchTotals _totals = new(namesVms);

    public void Take(VmNotice notice, bool isChosen)
    {
        _totals.Take(notice, isChosen);
        var name = notice.Vm.Name;
        switch (notice)
        {
            case VmConnected connected:
                _troubles.Remove(name);
                messages.WriteLine(
                    $"Connected to {notice.Vm.Endpoint}, QEMU {connected.Version?.ToString() ?? "of unknown version"}.");
                break;
            case VmFailed failed when !_troubles.TryGetValue(name, out var known) || known != failed.Trouble:
                // The same again and again would drown the rest.
                _troubles[name] = failed.Trouble;
                messages.WriteLine($"qmpwatch: {failed.Trouble}");
                break;
            case VmEnded { Trouble: { } trouble }:
                messages.WriteLine($"qmpwatch: {trouble}");
                break;
            case VmEnded ended:
                messages.WriteLine(namesVms ? $"{name}: {ended.Message}" : ended.Message);
                break;
            default:
                break;
        }
    }

    public void Finish(string? reason)
    {
        if (_totals.Sentence(reason) is { } sentence)
        {
            messages.WriteLine(sentence);
        }
    }
}
