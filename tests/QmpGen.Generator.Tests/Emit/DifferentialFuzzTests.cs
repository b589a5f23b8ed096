using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Diagnostics;
using QmpGen.Protocol;
using QmpGen.Serialization;
using QmpGen.Subscriptions;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>
/// Damaged and unusual messages, against <see cref="Utf8JsonReader"/>: what it refuses, every way to read an event refuses; what it
/// accepts, every way reads as the same event or refuses for the same reason. QMPGEN_FUZZ_MESSAGES sets the number of messages for each
/// spec, QMPGEN_FUZZ_SEED where they come from.
/// </summary>
public sealed class DifferentialFuzzTests(ITestOutputHelper output)
{
    private const int MessageCount = 15_000;

    private static readonly JsonSerializerOptions SameDepth = new() { MaxDepth = EventMessage.MaxDepth };

    private static readonly JsonReaderOptions Depth = new() { MaxDepth = EventMessage.MaxDepth };

    [Theory]
    [InlineData("2010")]
    [InlineData("machine")]
    [InlineData("7.2")]
    public void Every_way_to_read_an_event_agrees_with_the_framework_and_with_the_others(string spec)
    {
        var seed = Setting("QMPGEN_FUZZ_SEED", 16);
        var count = Setting("QMPGEN_FUZZ_MESSAGES", MessageCount);
        output.WriteLine($"Seed {seed}, {count} messages");
        var (reader, schema) = WaysToReadTests.Spec(spec);
        var random = new Random(seed);
        var mutator = new MessageMutator(random);
        var lines = new LayoutLines(schema, random) { WithEscapes = true, WithUnknown = true };
        var tally = new Tally();
        for (var i = 0; i < count; i++)
        {
            var message = mutator.Change(lines.Of(schema.Events[random.Next(schema.Events.Count)]));
            try
            {
                Compare(reader, message, tally);
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{Encoding.Latin1.GetString(message)}\n{failure}");
            }
        }

        output.WriteLine(tally.ToString());
        Assert.True(
            Math.Min(tally.Refused, Math.Min(tally.Read, tally.ByLayout)) > count / 50,
            $"The messages are too one-sided to prove anything: {tally}");
    }

    private static void Compare(QmpEventReader reader, byte[] message, Tally tally)
    {
        var text = Encoding.Latin1.GetString(message);
        var expected = Try(() => WaysToReadTests.InAnyOrder(reader, message));
        if (!IsJson(message))
        {
            tally.Invalid++;
            Assert.True(expected is null, $"This is no JSON, and is read in any order as {expected}: {text}");
        }

        tally.Read += expected is null ? 0 : 1;
        tally.Refused += expected is null ? 1 : 0;

        var byLayout = WaysToReadTests.ByLayout(reader, message);
        tally.ByLayout += byLayout is null ? 0 : 1;
        Assert.True(byLayout is null || byLayout.Equals(expected), $"By its layout {byLayout}, in any order {expected}: {text}");
        var inOnePass = Try(() => WaysToReadTests.InOnePass(reader, message));
        Assert.True(inOnePass is null || inOnePass.Equals(expected), $"In one pass {inOnePass}, in any order {expected}: {text}");
        AssertSame("By Parse", expected, Try(() => reader.Read(message)), text);
        if (expected is not null)
        {
            AssertLasting(reader, expected, text);
            AssertSame(
                "By JsonSerializer",
                expected,
                Try(() => (QmpEvent?)JsonSerializer.Deserialize(message, expected.GetType(), SameDepth)),
                text);
        }
        else if (reader.Events.FirstOrDefault(e => text.Contains($"\"{e.Name}\"", StringComparison.Ordinal)) is { } named)
        {
            AssertSame("By JsonSerializer", null, Try(() => (QmpEvent?)JsonSerializer.Deserialize(message, named.Type, SameDepth)), text);
        }

        // The framing leaves out white space around a message.
        CompareReceived(reader, message.AsSpan().Trim(" \t\r\n"u8).ToArray(), expected, text);
    }

    /// <summary>What was accepted never fails later, and is the same event when it is written and read again.</summary>
    private static void AssertLasting(QmpEventReader reader, QmpEvent expected, string text)
    {
        var json = expected.ToJson();
        var again = reader.Read(json);
        Assert.True(expected.Equals(again), $"Written as {json}, which is {again}, not {expected}: {text}");
        Assert.Equal(expected.GetHashCode(), again.GetHashCode());
        Assert.True(json.All(char.IsAscii) && new UTF8Encoding(false, true).GetByteCount(expected.ToString()) > 0);
    }

    /// <summary>Receives the message as a client does, with filters that tell it by its header or by its outermost members.</summary>
    private static void CompareReceived(QmpEventReader reader, byte[] message, QmpEvent? expected, string text)
    {
        var hub = new EventHub(new QmpClientOptions { EventReader = reader }, new ClientCounters("fuzz"), NullLogger.Instance);
        using var all = hub.Add(new QmpSubscriptionOptions());
        using var named = expected is null ? null : hub.Add(new() { Filter = QmpEventFilter.Named(expected.EventName) });
        Accept(hub, message);
        all.TryRead(out var received);
        Assert.True(
            expected is null ? received is null or UnreadableEvent : expected.Equals(received),
            $"Received {received}, in any order {expected}: {text}");
        all.Dispose();
        if (named is not null)
        {
            AssertSame("By a filter beside one for all", expected, named.TryRead(out var beside) ? beside : null, text);
            Accept(hub, message);
            AssertSame("By a filter alone", expected, named.TryRead(out var alone) ? alone : null, text);
        }
    }

    private static void Accept(EventHub hub, byte[] message)
    {
        var header = EventHeader.Of(message);
        var envelope = Envelope.Read(message);
        if (header.Length > 0 || envelope.Kind == MessageKind.Event)
        {
            hub.Accept(header, header.Length > 0 ? header.Name(message) : EventName.Unquote(envelope.Payload), message);
        }
    }

    private static void AssertSame(string way, QmpEvent? expected, QmpEvent? found, string text) => Assert.True(
        Equals(expected, found), $"{way} {found?.ToString() ?? "refused"}, in any order {expected?.ToString() ?? "refused"}: {text}");

    private static bool IsJson(byte[] message)
    {
        var reader = new Utf8JsonReader(message, Depth);
        try
        {
            while (reader.Read())
            {
                // It throws where something is wrong.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static QmpEvent? Try(Func<QmpEvent?> read)
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed record Tally
    {
        public int Read { get; set; }

        public int Refused { get; set; }

        public int Invalid { get; set; }

        public int ByLayout { get; set; }
    }
}
