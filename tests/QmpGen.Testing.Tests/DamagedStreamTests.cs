using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace QmpGen.Testing.Tests;

/// <summary>However a stream is damaged, a recording holds the very messages that the client saw, and goes on after the damage.</summary>
public sealed class DamagedStreamTests
{
    private const string Received = "Received ";

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", "\\", "\n", "\r\n", " ", ",", ": ", "stray text", "{\"a\": \"cut off", "{\"a\": {\n  \"b\": [1,\n",
        "{\"event\": \"PRE", "\u00e9",
        "{\"a\": 1}\r\n", "{\"a\": {\n  \"b\": 1\n}\n}\r\n", "[1, 2]\n", new string('x', 700), "{\"event\": \"LONG\", \"data\": "
            + "{\"text\": \"" + new string('y', 900) + "\"}}\r\n",
        Event("RESET"), Event("STOP")[..40], Event("STOP")[..^3] + "\n", Event("STOP")[30..],
    ];

    [Fact]
    public async Task A_recording_has_the_messages_that_the_client_sees_whatever_comes()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            await AssertSameAsync(seed, Cut(Encoding.UTF8.GetBytes(text), random));
        }
    }

    [Fact]
    public async Task A_recording_goes_on_after_a_message_that_was_cut_off()
    {
        var after = string.Concat(Enumerable.Repeat(Event("RESET"), 1000));

        var (recorded, _) = await RunAsync(
            [Encoding.UTF8.GetBytes("{\"event\": \"HALF\", \"data\": {\"a\": \"b\n"), Encoding.UTF8.GetBytes(after)]);

        Assert.Equal(1 + 1000, recorded.Count);
        Assert.Equal(1000, recorded.Count(m => m.IsJson));
        Assert.Equal("{\"event\": \"HALF\", \"data\": {\"a\": \"b", recorded[0].ToString());
    }

    private static string Event(string name) =>
        $$"""{"timestamp": {"seconds": 1795448696, "microseconds": 640634}, "event": "{{name}}"}""" + "\r\n";

    private static List<byte[]> Cut(byte[] bytes, Random random)
    {
        var chunks = new List<byte[]>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, random.Next(2, 1500)), bytes.Length - start);
            chunks.Add(bytes[start..(start + length)]);
            start += length;
        }

        return chunks;
    }

    private static async Task AssertSameAsync(int seed, List<byte[]> chunks)
    {
        var (recorded, seen) = await RunAsync(chunks);
        var inRecording = recorded.Select(m => WithoutSpace(ForeignText.OnOneLine(m.ToString()))).ToList();

        Assert.True(
            seen.SequenceEqual(inRecording),
            $"With the seed {seed} the client saw\n{string.Join('\n', seen)}\nand the recording has\n{string.Join('\n', inRecording)}");
    }

    /// <summary>Sends chunks to a recorded client, and gives what was recorded and what the client's own log says it received.</summary>
    private static async Task<(List<QmpRecordedMessage> Recorded, List<string> Seen)> RunAsync(IReadOnlyList<byte[]> chunks)
    {
        using var provider = new FakeLoggerProvider();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(provider));
        using var output = new MemoryStream();
        await using (var recorder = new QmpRecorder(output))
        {
            var (near, far) = QmpTestStream.CreatePair();
            var connecting = QmpClient.ConnectAsync(near, recorder.Attach("vm1", new QmpClientOptions { LoggerFactory = factory }));
            await far.WriteAsync(Encoding.UTF8.GetBytes(QmpTestScript.Greeting + "\r\n"));
            await far.WriteAsync("""{"return": {}, "id": 1}"""u8.ToArray());
            await using var client = await connecting.InTime();
            foreach (var chunk in chunks)
            {
                await far.WriteAsync(chunk);
            }

            await far.DisposeAsync();
            await client.Completion.InTime();
        }

        // The greeting and the reply to the negotiation stand before what is of interest.
        var recorded = QmpRecording.Open(() => new MemoryStream(output.ToArray())).Lines.OfType<QmpRecordedMessage>()
            .Where(m => m.From == QmpRecordedSide.Qemu).Skip(2).ToList();
        var seen = provider.Collector.GetSnapshot().Select(r => r.Message).Where(
            m => m.StartsWith(Received, StringComparison.Ordinal)).Skip(2);
        return (recorded, [.. seen.Select(m => WithoutSpace(m[Received.Length..]))]);
    }

    /// <summary>Line breaks and the space around them are not recorded.</summary>
    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
