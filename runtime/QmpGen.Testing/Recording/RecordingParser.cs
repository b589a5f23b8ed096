using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace QmpGen.Testing;

/// <summary>Turns one line after the other into what it records, or says precisely why it cannot.</summary>
internal sealed class RecordingParser
{
    private const int LongestExcerpt = 60;

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 10_010 };

    private long _lineNumber;
    private long _last;
    private long _latest;

    /// <summary>Reads the first line.</summary>
    /// <returns>When the recording started.</returns>
    public DateTimeOffset ReadHeader(ReadOnlyMemory<byte> line)
    {
        _lineNumber = 1;
        var started = InUnicode(line, ReadStart);
        _latest = (DateTimeOffset.MaxValue - started).Ticks / TimeSpan.TicksPerMicrosecond;
        return started;
    }

    /// <summary>Reads a line after the first.</summary>
    public QmpRecordedLine ReadLine(ReadOnlyMemory<byte> line)
    {
        _lineNumber++;
        return InUnicode(line, ReadRecorded);
    }

    /// <summary>JSON is taken apart without a look into its strings, which may turn out to be no text when they are read.</summary>
    private T InUnicode<T>(ReadOnlyMemory<byte> line, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(line);
        }
        catch (InvalidOperationException exception)
        {
            throw new QmpRecordingException(_lineNumber, "the line has a string that is not Unicode text.", exception);
        }
    }

    private DateTimeOffset ReadStart(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(WithoutMark(line));
        var header = document.RootElement;
        if (!header.TryGetProperty("qmpRecording", out var version))
        {
            throw Problem($"expected a recording, which starts with {{\"qmpRecording\": {RecordingFormat.Version}, \"started\": …}}; "
                + $"found {Excerpt(header)}");
        }

        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != RecordingFormat.Version)
        {
            throw Problem(
                $"the format's version is {Excerpt(version)}, expected {RecordingFormat.Version}; use a newer QmpGen.Testing to read it");
        }

        return header.TryGetProperty("started", out var started)
            && started.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(
                started.GetString(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time)
            ? time
            : throw Problem($"'started' must be a time such as \"2026-11-23T20:28:08.123456Z\"; found {Excerpt(started)}");
    }

    private QmpRecordedLine ReadRecorded(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(line);
        var members = document.RootElement;
        var at = ReadTime(members);
        var vm = ReadText(members, "vm", "the monitor's name or address");
        var hasFrom = members.TryGetProperty("from", out var from);
        if (hasFrom == members.TryGetProperty("state", out var state))
        {
            throw Problem(
                $"expected either 'from' with 'message' or 'state'; found {(hasFrom ? "both" : "neither")} in {Excerpt(members)}");
        }

        return hasFrom
            ? ReadMessage(members, at, vm, One(from, "from", RecordingFormat.Sides))
            : new QmpRecordedState(at, vm, One(state, "state", RecordingFormat.States), ReadDetail(members));
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line) =>
        line.Span.StartsWith(Encoding.UTF8.Preamble) ? line[Encoding.UTF8.Preamble.Length..] : line;

    private static string Excerpt(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        return text.Length <= LongestExcerpt ? text : $"{text[..LongestExcerpt]}…";
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line, AnyDepth);
        }
        catch (JsonException exception)
        {
            throw new QmpRecordingException(
                _lineNumber, $"expected a JSON object; the line is not valid JSON: {exception.Message}", exception);
        }

        using var whatIsNoObject = document.RootElement.ValueKind == JsonValueKind.Object ? null : document;
        return whatIsNoObject is null ? document : throw Problem($"expected a JSON object; found {Excerpt(document.RootElement)}");
    }

    private TimeSpan ReadTime(JsonElement members)
    {
        if (!members.TryGetProperty("at", out var at) || at.ValueKind != JsonValueKind.Number || !at.TryGetInt64(out var microseconds)
            || microseconds < 0)
        {
            throw Problem($"'at' must be an integer, the microseconds since the start; found {Excerpt(at)}");
        }

        if (microseconds > _latest)
        {
            throw Problem($"'at' is {microseconds} microseconds after the start, later than the year 9999");
        }

        if (microseconds < _last)
        {
            throw Problem($"'at' is {microseconds}, less than the {_last} of an earlier line; times must not decrease");
        }

        _last = microseconds;
        return TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);
    }

    private QmpRecordedMessage ReadMessage(JsonElement members, TimeSpan at, string vm, QmpRecordedSide from)
    {
        if (!members.TryGetProperty("message", out var message))
        {
            throw Problem($"'message' is missing in {Excerpt(members)}");
        }

        return message.ValueKind switch
        {
            JsonValueKind.Object or JsonValueKind.Array => new QmpRecordedMessage(at, vm, from, ReadJson(message), isJson: true),
            JsonValueKind.String => new QmpRecordedMessage(at, vm, from, Encoding.UTF8.GetBytes(message.GetString()!), isJson: false),
            _ => throw Problem($"'message' must be a JSON object, or a string if the message was not valid JSON; found {Excerpt(message)}"),
        };
    }

    // The recorder writes what is no text as a string, so this is damage.
    private byte[] ReadJson(JsonElement message)
    {
        var json = JsonMarshal.GetRawUtf8Value(message);
        return Utf8.IsValid(json) && (!json.Contains((byte)'\\') || RecordedText.IsJson(json))
            ? json.ToArray()
            : throw Problem("'message' has a string that is not Unicode text");
    }

    private string? ReadDetail(JsonElement members) => members.TryGetProperty("detail", out var detail)
        ? detail.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => detail.GetString(),
            JsonValueKind.Number => detail.GetRawText(),
            _ => throw Problem($"'detail' must be a string or a number; found {Excerpt(detail)}"),
        }
        : null;

    private string ReadText(JsonElement members, string name, string meaning) =>
        members.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } value
            ? value
            : throw Problem($"'{name}' must be a string, {meaning}; found {Excerpt(text)}");

    private T One<T>(JsonElement value, string name, (string Word, T Meaning)[] words)
    {
        foreach (var (word, meaning) in words)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(word))
            {
                return meaning;
            }
        }

        throw Problem($"'{name}' must be one of {string.Join(", ", words.Select(w => $"\"{w.Word}\""))}; found {Excerpt(value)}");
    }

    private QmpRecordingException Problem(string problem) => new(_lineNumber, $"{problem}.");
}
