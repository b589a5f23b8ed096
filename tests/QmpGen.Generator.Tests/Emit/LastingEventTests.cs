using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>
/// What was accepted never fails later, when it is printed, compared or written: in generated events with members of any JSON as in unknown
/// ones, whichever way they were read, and in events that were made.
/// </summary>
public sealed class LastingEventTests
{
    private static readonly Lazy<QmpEventReader> Machine = new(() => WaysToReadTests.Spec("machine").Reader);

    private static readonly JsonSerializerOptions SameDepth = new() { MaxDepth = EventMessage.MaxDepth };

    private const string Known = """
        "event": "DOOR_MOVED", "data": {"door": "d", "is-open": true, "force": 1, "count": 1, "reason": "wind", "mood": "m", "extra": @,
        "room": {"number": 1, "label": "l"}, "parts": [@, 1]}}
        """;

    public static TheoryData<string> Values => new(
        "\"\\ud800\"",
        "\"a\\udc00b\"",
        "\"ÿ\"",
        "{\"\\ud800\": 1, \"\\udfff\": {\"ÿ\": \"\\ud83d\"}}",
        "[\"\\ud800\", {\"a\": \"\\udc00\\ud800\"}]",
        "1e9999999999",
        "{\"b\": [1E-99999999999], \"a\": 1.0}",
        $"{new string('[', 1000)}\"\\ud800\"{new string(']', 1000)}",
        string.Concat(Enumerable.Repeat("{\"\\ud800\":", 1000)) + "0" + new string('}', 1000));

    [Theory]
    [MemberData(nameof(Values))]
    public void It_can_be_printed_compared_and_written(string value)
    {
        var reader = Machine.Value;
        foreach (var start in (string[])["{", "{\"timestamp\": {\"seconds\": 1265044230, \"microseconds\": 450486}, "])
        {
            var known = Encoding.Latin1.GetBytes(start + Known.Replace("@", value, StringComparison.Ordinal));
            var unknown = Encoding.Latin1.GetBytes($$"""{{start}}"event": "NEW", "data": {{value}}}""");
            foreach (var text in (byte[][])[known, unknown])
            {
                var e = reader.Read(text);
                Check(e, reader);
                Check(WaysToReadTests.InAnyOrder(reader, text), reader);
                Check((QmpEvent)JsonSerializer.Deserialize(text, e.GetType(), SameDepth)!, reader);
                Check(QmpEventReader.Untyped.Read(text), QmpEventReader.Untyped);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void So_can_an_event_that_was_made(string value)
    {
        var data = JsonElement.Parse(Encoding.Latin1.GetBytes(value), new JsonDocumentOptions { MaxDepth = 2000 });

        Check(new UnknownEvent("NEW") { Data = data }, QmpEventReader.Untyped);
        Assert.NotEmpty(new UnknownEvent("\ud800") { Data = data }.ToJson());
    }

    private static void Check(QmpEvent e, QmpEventReader reader)
    {
        var again = reader.Read(e.ToJson());

        Assert.Equal(e, again);
        Assert.Equal(e.GetHashCode(), again.GetHashCode());
        Assert.True(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(e.ToString()) > 0);
        Assert.Equal(e, e with { });
    }
}
