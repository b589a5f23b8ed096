using System.Text;
using System.Text.Json;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Model;
using QmpGen.Generator.Tests.Qapi;
using QmpGen.Generator.Tests.Support;
using QmpGen.Serialization;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>
/// There are three ways to read a message: by QEMU's layout, token by token in one pass, and in any order. The last one is
/// the measure: whatever the other two read, it reads the same. And they do read what they are made for.
/// </summary>
public sealed class WaysToReadTests
{
    private const string Replacements = "\0 \"\\0195-+.eE{}[],:tn\u007f\u0080";

    private static readonly Lazy<(QmpEventReader Reader, EventSchema Schema)> Document2010 = new(() => Load(Repository.Spec));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_captured_event_is_read_by_its_layout(bool today)
    {
        var reader = Spec(today ? "7.2" : "2010").Reader;

        foreach (var line in File.ReadLines(Fixtures.CapturedEvents))
        {
            Assert.Equal(InAnyOrder(reader, line), ByLayout(reader, Encoding.UTF8.GetBytes(line)));
        }
    }

    [Theory]
    [InlineData("2010", false, false)]
    [InlineData("2010", true, true)]
    [InlineData("machine", false, false)]
    [InlineData("machine", true, true)]
    [InlineData("7.2", false, false)]
    [InlineData("7.2", true, true)]
    public void Every_event_of_plain_values_is_read_by_its_layout(string spec, bool withEscapes, bool withUnknown)
    {
        var (reader, schema) = Spec(spec);
        var shapes = new LayoutShapes(schema);
        var lines = new LayoutLines(schema, new Random(7)) { WithEscapes = withEscapes, WithUnknown = withUnknown };
        var (read, all) = (0, 0);
        foreach (var e in schema.Events.Where(shapes.Contains))
        {
            for (var i = 0; i < 40; i++)
            {
                var line = lines.Of(e);
                var expected = InAnyOrder(reader, line);

                var byLayout = ByLayout(reader, Encoding.UTF8.GetBytes(line));

                Assert.True(byLayout is null || byLayout.Equals(expected), $"read otherwise by its layout: {line}");
                Assert.True(expected.Equals(InOnePass(reader, line)), $"not read in one pass: {line}");
                read += byLayout is null ? 0 : 1;
                all++;
            }
        }

        // Something unknown before an optional member is too much to ask.
        Assert.InRange(read, withUnknown ? all / 2 : all, all);
        Assert.NotEqual(0, all);
    }

    [Theory]
    [InlineData("2010")]
    [InlineData("machine")]
    [InlineData("7.2")]
    public void A_damaged_message_is_never_read_otherwise_than_token_by_token(string spec)
    {
        var (reader, schema) = Spec(spec);
        var random = new Random(11);
        var lines = new LayoutLines(schema, random) { WithEscapes = true, WithUnknown = true };
        var (read, refused) = (0, 0);
        foreach (var e in schema.Events.Where((_, i) => i % ((schema.Events.Count / 12) + 1) == 0))
        {
            var line = Encoding.UTF8.GetBytes(lines.Of(e));
            for (var i = 0; i < line.Length; i++)
            {
                byte[] changed = [.. line[..i], (byte)Replacements[random.Next(Replacements.Length)], .. line[(i + 1)..]];
                byte[] inserted = [.. line[..i], (byte)Replacements[random.Next(Replacements.Length)], .. line[i..]];
                byte[] removed = [.. line[..i], .. line[(i + 1)..]];
                foreach (var damaged in (byte[][])[changed, inserted, removed, line[..i], line[i..]])
                {
                    if (Compare(reader, damaged))
                    {
                        read++;
                    }
                    else
                    {
                        refused++;
                    }
                }
            }
        }

        Assert.True(
            read > 100 && refused > 100,
            $"{read} damaged messages were read, {refused} were refused: the damage is too one-sided to prove anything.");
    }

    [Theory]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "device": "b", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "x": 1, "device": "b", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"x": 1, "device": "a", "operation": "read", "x": 2, "action": "stop", "x": true}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"x": 1, "x": 2, "device": "a", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"x": 1"device": "a", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"x": 1"action": "stop", "device": "a", "operation": "read"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"x": "y""action": "stop", "device": "a", "operation": "read"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"\ud800": 1, "device": "a", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "read", "action": "stop"}, "event": "STOP"}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"x": {"y": []}, "device": "a", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "read", "action": "stop", "x": "\""}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "read", "action": "stop", }}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {, "device": "a", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "read", "action": "stop"}, "data": null}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "read", "action": "stop"}, "x": 1}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "read", "action": "stop"}} {}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": null, "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "\ud800", "operation": "read", "action": "stop"}}""")]
    [InlineData("""BLOCK_IO_ERROR", "data": {"device": "a", "operation": "\u0072ead", "action": "other"}}""")]
    [InlineData("""STOP", "device": "a"}""")]
    [InlineData("""STOP", "data": {}}""")]
    [InlineData("""STOP", "data": {"x": 1, "y": "z"}}""")]
    [InlineData("""STOP", "data": {"x" : 1}}""")]
    [InlineData("""STOP", "data": 1}""")]
    [InlineData("""STOP", "data": {"x": tru}}""")]
    [InlineData("""STOP", "data": {"x": 1.5}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 78}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": -0}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 078}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 78.0}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 7e2}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 12345678}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": -1234567890123456}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 9223372036854775807}}""")]
    [InlineData("""RTC_CHANGE", "data": {"offset": 9223372036854775808}}""")]
    [InlineData(
        """VNC_CONNECTED", "data": {"server": {"auth": "sasl", "family": "ipv4", "service": "5901", "host": "0"}, "client": """
            + """{"family": "ipv4", "service": "1", "host": "1"}, "host": "2"}}""")]
    [InlineData(
        """VNC_CONNECTED", "data": {"server": {"family": "ipv4", "service": "5901", "host": "0", "auth": "late"}, "client": """
            + """{"family": "ipv4", "service": "1", "host": "1"}}}""")]
    public void A_message_that_is_almost_as_QEMU_prints_it_is_read_the_same_in_every_way(string end)
    {
        var reader = Spec("2010").Reader;
        foreach (var seconds in (string[])["1265044230", "-1", "0265044230", "12650442301", "126504423"])
        {
            Compare(
                reader, Encoding.UTF8.GetBytes($$"""{"timestamp": {"seconds": {{seconds}}, "microseconds": 450486}, "event": "{{end}}"""));
        }
    }

    [Fact]
    public void Reading_by_layout_allocates_the_record_and_its_strings_and_nothing_else()
    {
        var reader = Spec("2010").Reader;
        byte[] line =
        [
            .. """{"timestamp": {"seconds": 1265044230, "microseconds": 450486}, "event": "BLOCK_IO_ERROR", "data": """u8,
            .. """{"device": "ide0-hd1", "operation": "write", "action": "stop"}}"""u8,
        ];
        var kept = new QmpEvent[1000];
        Fill(line);
        var byLayout = Fill(line);

        // The same record, made by hand: its one string of its own is the device.
        var first = kept[0];
        var names = new string[kept.Length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = first with { };
            names[i] = new string('x', "ide0-hd1".Length);
        }

        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - before, byLayout);

        long Fill(byte[] utf8)
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < kept.Length; i++)
            {
                kept[i] = reader.Read(utf8);
            }

            return GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }

    private static (QmpEventReader Reader, EventSchema Schema) Load(string text) =>
        (SpecRun.Of(text).Compiled().Reader(), Reading.Schema(text));

    internal static (QmpEventReader Reader, EventSchema Schema) Spec(string name)
    {
        if (name == "7.2")
        {
            return (QapiSpecRun.Qemu72.Compiled().Reader(), QapiSpecRun.Qemu72Schema);
        }

        return name == "2010" ? Document2010.Value : Load(Repository.Fixture("machine.txt"));
    }

    /// <summary>Whether the message can be read; fails if one way reads what another reads otherwise or refuses.</summary>
    private static bool Compare(QmpEventReader reader, byte[] message)
    {
        var expected = Try(() => InAnyOrder(reader, message), out var refusal);
        var byLayout = ByLayout(reader, message);
        var inOnePass = Try(() => InOnePass(reader, message), out var onePassRefusal);
        var text = Encoding.Latin1.GetString(message);

        Assert.True(
            byLayout is null || byLayout.Equals(expected),
            $"By its layout {byLayout}, otherwise {expected?.ToString() ?? refusal}: {text}");
        Assert.True(
            inOnePass is null || inOnePass.Equals(expected),
            $"In one pass {inOnePass}, otherwise {expected?.ToString() ?? refusal}: {text}");
        Assert.True(onePassRefusal is null || onePassRefusal == refusal, $"In one pass '{onePassRefusal}', otherwise '{refusal}': {text}");
        return expected is not null;
    }

    private static QmpEvent? Try(Func<QmpEvent?> read, out string? refusal)
    {
        try
        {
            refusal = null;
            return read();
        }
        catch (JsonException exception)
        {
            refusal = exception.Message;
            return null;
        }
    }

    internal static QmpEvent? ByLayout(QmpEventReader reader, byte[] message) => reader.ReadAnyLayout(EventHeader.Of(message), message);

    private static QmpEvent InAnyOrder(QmpEventReader reader, string line) => InAnyOrder(reader, Encoding.UTF8.GetBytes(line));

    internal static QmpEvent InAnyOrder(QmpEventReader reader, byte[] message)
    {
        var tokens = EventMessage.Start(message);
        var result = EventMessage.ReadInAnyOrder(ref tokens, reader);
        tokens.Read();
        return result;
    }

    private static QmpEvent? InOnePass(QmpEventReader reader, string line) => InOnePass(reader, Encoding.UTF8.GetBytes(line));

    internal static QmpEvent? InOnePass(QmpEventReader reader, byte[] message)
    {
        var tokens = EventMessage.Start(message);
        var result = EventMessage.TryReadInOnePass(ref tokens, reader);
        if (result is not null)
        {
            tokens.Read();
        }

        return result;
    }
}
