using System.Globalization;
using System.Text;
using System.Text.Json;
using QmpWatch.Watching;

namespace QmpWatch.Pages.Timeline;

/// <summary>
/// Makes a timeline of what passed over the wire, told one by one as it happened. Times are microseconds after the start.
/// </summary>
/// <param name="started">The time at the start.</param>
internal sealed class TimelineBuilder(DateTimeOffset started)
{
    // Deeper than anything that was ever seen on a wire.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 10_010 };

    private readonly List<TimelineLane> _lanes = [];
    private readonly Dictionary<string, int> _laneIndexes = new(StringComparer.Ordinal);
    private readonly NumberedSet<TimelineKind> _kinds = new();
    private readonly NumberedSet<string> _texts = new();
    private readonly List<TimelineMark> _marks = [];
    private long _end;

    /// <summary>A connection was made.</summary>
    public void Connected(long at, string vm)
    {
        var lane = Lane(at, vm);
        lane.States.Connected(at);
        Mark(at, lane, "connected", KindFamily.Link, null);
    }

    /// <summary>A connection ended.</summary>
    public void Disconnected(long at, string vm, string? detail)
    {
        var lane = Lane(at, vm);
        lane.States.Disconnected(at, detail ?? string.Empty);
        Mark(at, lane, "disconnected", KindFamily.Link, detail);
    }

    /// <summary>Events were dropped, because nobody took them in time.</summary>
    /// <param name="at">When that was noticed.</param>
    /// <param name="vm">Whose they are.</param>
    /// <param name="detail">How many, in digits; one if it does not say.</param>
    public void Dropped(long at, string vm, string? detail)
    {
        var lane = Lane(at, vm);
        var count = uint.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        lane.Dropped += count;
        Mark(at, lane, "dropped", KindFamily.Link, detail);
    }

    /// <summary>QEMU sent something: an event, a reply, a greeting, or what is no message at all.</summary>
    public void FromQemu(long at, string vm, ReadOnlyMemory<byte> message)
    {
        var lane = Lane(at, vm);
        if (!TryParse(message, out var document))
        {
            Mark(at, lane, "not QMP", KindFamily.Trouble, Encoding.UTF8.GetString(message.Span));
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String)
            {
                Event(at, lane, name.GetString()!, root);
            }
            else if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                Mark(at, lane, Text(error, "class") ?? "error", KindFamily.Command, Text(error, "desc"));
            }
            else if (root.TryGetProperty("return", out var status)
                && root.TryGetProperty("id", out var id)
                && lane.StatusRequests.Remove(id.GetRawText()))
            {
                if (status.ValueKind == JsonValueKind.Object
                    && status.TryGetProperty("running", out var running)
                    && running.ValueKind is JsonValueKind.True or JsonValueKind.False)
                {
                    lane.States.Status(at, running.GetBoolean(), Text(status, "status") ?? string.Empty);
                }
            }
        }
    }

    /// <summary>The client sent something.</summary>
    public void FromClient(long at, string vm, ReadOnlyMemory<byte> message)
    {
        var lane = Lane(at, vm);
        if (!TryParse(message, out var document))
        {
            return;
        }

        using (document)
        {
            var root = document.RootElement;
            if ((Text(root, "execute") ?? Text(root, "exec-oob")) is not { } command)
            {
                return;
            }

            if (command == "query-status" && root.TryGetProperty("id", out var id))
            {
                lane.StatusRequests.Add(id.GetRawText());
            }

            Mark(
                at, lane, command, KindFamily.Command, root.TryGetProperty("arguments", out var arguments) ? arguments.GetRawText() : null);
        }
    }

    /// <summary>The timeline of all that was told so far.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="end">When the watching ended; the last that was told if that is later.</param>
    public TimelineModel Build(string source, long end = 0)
    {
        var last = Math.Max(end, _end);
        var order = _lanes.OrderBy(l => NaturalOrder.KeyOf(l.Name), StringComparer.Ordinal).ToList();
        var places = order.Select((l, i) => (l.Index, i)).OrderBy(p => p.Index).Select(p => p.i).ToList();
        return new TimelineModel(
            source,
            started,
            last,
            [.. order.Select(l => l.ToVm(last))],
            _kinds.Items,
            _texts.Items,
            // They come in the order of time, but for clients that share no clock; a stable sort leaves the others alone.
            [.. _marks.OrderBy(m => m.At).Select(m => m with { Vm = places[m.Vm] })]);
    }

    private void Event(long at, TimelineLane lane, string name, JsonElement root)
    {
        lane.Events++;
        lane.States.Event(at, name);
        Mark(
            at,
            lane,
            name,
            KindFamilies.Of(name),
            root.TryGetProperty("data", out var data) ? data.GetRawText() : null,
            MillisecondsUnderWay(at, root));
    }

    private long? MillisecondsUnderWay(long at, JsonElement root)
    {
        if (!root.TryGetProperty("timestamp", out var timestamp) || timestamp.ValueKind != JsonValueKind.Object
            || Number(timestamp, "seconds") is not (>= 0 and <= uint.MaxValue * 2L and var seconds)
            || Number(timestamp, "microseconds") is not (>= 0 and <= 999_999 and var microseconds))
        {
            return null;
        }

        var sent = DateTimeOffset.FromUnixTimeSeconds(seconds).AddMicroseconds(microseconds);
        return (long)(started.AddMicroseconds(at) - sent).TotalMilliseconds;
    }

    private void Mark(long at, TimelineLane lane, string kind, KindFamily family, string? text, long? late = null) =>
        _marks.Add(new TimelineMark(
        at,
        lane.Index,
        _kinds.Add(new TimelineKind(kind, family)),
        text is null or "{}" ? -1 : _texts.Add(TimelineTexts.Shorten(text)),
        late));

    private TimelineLane Lane(long at, string vm)
    {
        _end = Math.Max(_end, at);
        if (!_laneIndexes.TryGetValue(vm, out var index))
        {
            index = _lanes.Count;
            _lanes.Add(new TimelineLane(vm, index));
            _laneIndexes.Add(vm, index);
        }

        return _lanes[index];
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static long? Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number)
            ? number
            : null;

    private static bool TryParse(ReadOnlyMemory<byte> message, out JsonDocument document)
    {
        document = null!;
        try
        {
            document = JsonDocument.Parse(WellFormedJson.Of(message), AnyDepth);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return true;
            }

            document.Dispose();
            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
