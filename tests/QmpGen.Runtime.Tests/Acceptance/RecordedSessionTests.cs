using System.Text;
using CsCheck;
using QmpGen.Framing;
using QmpGen.Serialization;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>One session as a real QEMU 7.2.22 sent it, cut in every possible way.</summary>
public sealed class RecordedSessionTests
{
    private const string Recorded =
        """{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": "Debian 1:7.2+dfsg-7"}, "capabilities": ["oob"]}}""" + "\r\n"
        + """{"return": {}, "id": 1}""" + "\r\n"
        + """{"timestamp": {"seconds": 1795448697, "microseconds": 48671}, "event": "BLOCK_IO_ERROR", "data": {"device": "disk\\0\"", "nospace": false, "node-name": "#block249", "reason": "Operation not permitted", "operation": "write", "action": "stop"}}""" + "\r\n"
        + """{"timestamp": {"seconds": 1795448697, "microseconds": 48700}, "event": "STOP"}""" + "\r\n"
        + """{"return": {"status": "io-error", "singlestep": false, "running": false}, "id": 2}""" + "\r\n"
        + """{"id": 3, "error": {"class": "DeviceNotFound", "desc": "Device '}{' not found"}}""" + "\r\n"
        + """{"timestamp": {"seconds": 1795448697, "microseconds": 86526}, "event": "SHUTDOWN", "data": {"guest": false, "reason": "host-qmp-quit"}}""" + "\r\n"
        + """{"return": {}, "id": 4}""" + "\r\n";

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Recorded);

    [Fact]
    [Trait("Acceptance", "P"), Trait("Rule", "6"), Trait("PeerFault", "G3")]
    public async Task A_session_cut_at_any_byte_is_the_same_session()
    {
        for (var cut = 0; cut <= Bytes.Length; cut++)
        {
            await PlayAsync([Bytes[..cut], Bytes[cut..]]).InTime($"the session cut at byte {cut}");
        }
    }

    [Fact]
    [Trait("Acceptance", "P")]
    public Task A_session_that_arrives_byte_by_byte_is_the_same_session() => PlayAsync([.. Bytes.Select(b => new[] { b })]).InTime();

    [Fact]
    [Trait("Acceptance", "P")]
    public void A_session_in_random_chunks_is_the_same_session() =>
        Gen.Int[1, 150].Array[1, 30].Sample(sizes => PlayAsync(Chunks(sizes)).InTime().GetAwaiter().GetResult(), iter: 500);

    [Fact]
    [Trait("Acceptance", "P")]
    public async Task The_same_session_printed_prettily_is_the_same_session()
    {
        var pretty = Encoding.UTF8.GetBytes(
            Recorded.Replace("{\"", "{\r\n    \"", StringComparison.Ordinal).Replace(", ", ",\r\n    ", StringComparison.Ordinal));
        for (var cut = 0; cut <= pretty.Length; cut += 3)
        {
            await PlayAsync([pretty[..cut], pretty[cut..]]).InTime($"the session cut at byte {cut}");
        }
    }

    [Fact]
    public async Task What_QEMU_sends_is_told_to_be_an_event_without_reading_it()
    {
        var peeked = 0;
        using var stream = new MemoryStream(Bytes);
        using var reader = new FrameReader(1_000_000);
        while (await reader.FillAsync(stream))
        {
            while (reader.Read(out var text) == FrameKind.Value)
            {
                peeked += EventHeader.Of(text) != default ? 1 : 0;
            }
        }

        Assert.Equal(3, peeked);
    }

    private static List<byte[]> Chunks(int[] sizes)
    {
        var chunks = new List<byte[]>();
        for (var (start, i) = (0, 0); start < Bytes.Length; i++)
        {
            var end = Math.Min(start + sizes[i % sizes.Length], Bytes.Length);
            chunks.Add(Bytes[start..end]);
            start = end;
        }

        return chunks;
    }

    /// <summary>Plays the session; what follows the negotiation waits for the commands, as it did when it was recorded.</summary>
    private static async Task PlayAsync(List<byte[]> chunks)
    {
        var script = new QmpTestScript();
        var go = new TaskCompletionSource();
        var all = chunks.SelectMany(c => c).ToArray();
        var negotiated = all.AsSpan().IndexOf("4867"u8);
        var sent = 0;
        foreach (var chunk in chunks)
        {
            if (sent <= negotiated && sent + chunk.Length > negotiated)
            {
                script.SendBytes(chunk.AsMemory(0, negotiated - sent)).WaitFor(go.Task).SendBytes(chunk.AsMemory(negotiated - sent));
            }
            else
            {
                script.SendBytes(chunk);
            }

            sent += chunk.Length;
        }

        await using var session = await TestSession.PlayAsync(script.Close(), new QmpClientOptions { EventReader = VmEvents.Reader });
        var status = session.Client.ExecuteAsync("query-status");
        var missing = session.Client.ExecuteAsync("device_del", """{"id": "}{"}""");
        var quit = session.Client.ExecuteAsync("quit");
        go.SetResult();

        Assert.Equal("io-error", (await status).GetProperty("status").GetString());
        Assert.Equal("Device '}{' not found", (await Assert.ThrowsAsync<QmpCommandException>(() => missing)).Description);
        await quit;
        Assert.Equal(["BLOCK_IO_ERROR", "STOP", "SHUTDOWN"], await session.Client.Events.NamesAsync());
        Assert.Equal(QmpCloseKind.Shutdown, (await session.Client.Completion).Kind);
        Assert.Equal(0, session.Client.SkippedMessageCount);
        Assert.Equal("7.2.22 (Debian 1:7.2+dfsg-7)", session.Client.Version!.ToString());
    }
}
