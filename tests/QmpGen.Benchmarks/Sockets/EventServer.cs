using System.Net.Sockets;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Sockets;

/// <summary>
/// A process that is nothing but a monitor: it greets, answers two lines, of which the first negotiates and the second
/// asks for the events, says them and closes. It uses plain blocking calls, so that the client is what is measured.
/// </summary>
internal static class EventServer
{
    /// <summary>How many events it says, the last one included.</summary>
    public const int Count = 100_000;

    /// <summary>The name of the last one, which no other has.</summary>
    public const string Last = "POWERDOWN";

    private const int Chunk = 256 * 1024;

    /// <summary>Everything that a client receives after it has asked.</summary>
    public static Batch Events { get; } = new(
        "events",
        [
            .. new QemuLines(QemuMembers.Document).Next(Count - 1),
            $$"""{"timestamp": {"seconds": 1265044230, "microseconds": 0}, "event": "{{Last}}"}""",
        ]);

    /// <summary>Serves clients one after the other until its input ends.</summary>
    /// <param name="path">The socket's path.</param>
    /// <param name="lineByLine">Whether every event is a write of its own, as QEMU does it, or many go at once.</param>
    public static void Run(string path, bool lineByLine)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var serving = new Thread(() => ServeAll(listener, lineByLine)) { IsBackground = true };
        serving.Start();
        Console.WriteLine("ready");
        Console.In.ReadToEnd();
    }

    private static void ServeAll(Socket listener, bool lineByLine)
    {
        while (true)
        {
            using var client = listener.Accept();
            try
            {
                Serve(client, lineByLine);
            }
            catch (SocketException)
            {
                // The client left early; the next one is served all the same.
            }
        }
    }

    private static void Serve(Socket client, bool lineByLine)
    {
        Send(
            client,
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 2, \"major\": 7}, "u8
                + "\"package\": \"\"}, \"capabilities\": []}}\r\n"u8);
        ReadLine(client);
        Send(client, "{\"return\": {}, \"id\": 1}\r\n"u8);
        ReadLine(client);
        Send(client, "{\"return\": {}, \"id\": 2}\r\n"u8);
        if (lineByLine)
        {
            for (var i = 0; i < Events.Count; i++)
            {
                client.Send(Events.Line(i));
            }
        }
        else
        {
            for (var rest = Events.Bytes.AsSpan(); !rest.IsEmpty; rest = rest[Math.Min(Chunk, rest.Length)..])
            {
                Send(client, rest[..Math.Min(Chunk, rest.Length)]);
            }
        }
    }

    private static void Send(Socket client, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[client.Send(bytes)..];
        }
    }

    private static void ReadLine(Socket client)
    {
        Span<byte> one = stackalloc byte[1];
        while (client.Receive(one) == 1 && one[0] != '\n')
        {
        }
    }
}
