using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace QmpWatch.Pages.Timeline;

/// <summary>
/// Packs a timeline for its page: columns rather than objects, differences rather than times, every text once, and the whole
/// compressed. A hundred thousand events are about as large as a photograph.
/// </summary>
internal static class TimelineData
{
    /// <summary>The data as text that can stand anywhere in HTML: base64 of gzip of JSON.</summary>
    public static string Pack(TimelineModel model)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            using var json = new Utf8JsonWriter(gzip);
            Write(json, model);
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private static void Write(Utf8JsonWriter json, TimelineModel model)
    {
        json.WriteStartObject();
        json.WriteNumber("started", (model.Started - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        json.WriteNumber("end", model.End);
        json.WriteStartArray("vms");
        foreach (var vm in model.Vms)
        {
            WriteVm(json, vm);
        }

        json.WriteEndArray();
        json.WriteStartArray("kinds");
        foreach (var kind in model.Kinds)
        {
            json.WriteStartArray();
            json.WriteStringValue(kind.Name);
            json.WriteStringValue(Word(kind.Family));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("texts");
        foreach (var text in model.Texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
        WriteColumn(json, "after", model.Marks.Select((m, i) => i == 0 ? m.At : m.At - model.Marks[i - 1].At));
        WriteColumn(json, "vm", model.Marks.Select(m => (long)m.Vm));
        WriteColumn(json, "kind", model.Marks.Select(m => (long)m.Kind));
        WriteColumn(json, "text", model.Marks.Select(m => (long)m.Text));
        json.WriteStartArray("late");
        foreach (var mark in model.Marks)
        {
            if (mark.Late is { } late)
            {
                json.WriteNumberValue(late);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVm(Utf8JsonWriter json, TimelineVm vm)
    {
        json.WriteStartObject();
        json.WriteString("name", vm.Name);
        json.WriteNumber("events", vm.Events);
        json.WriteNumber("dropped", vm.Dropped);
        json.WriteNumber("gaps", vm.Gaps);
        json.WriteStartArray("bars");
        foreach (var bar in vm.Bars)
        {
            json.WriteStartArray();
            json.WriteNumberValue(bar.From);
            json.WriteNumberValue(bar.To);
            json.WriteStringValue(Word(bar.State));
            json.WriteStringValue(bar.Detail);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
