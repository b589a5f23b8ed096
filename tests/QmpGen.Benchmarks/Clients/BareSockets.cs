using System.Diagnostics;
using System.Net.Sockets;

namespace QmpGen.Benchmarks.Clients;

/// <summary>Round trips without a client: a request is written, and its reply's line end awaited, with blocking calls.</summary>
internal static class BareSockets
{
    /// <summary>How many commands make one measurement.</summary>
    public const int Commands = 5_000;

    /// <summary>Measures as often as asked for, and gives the median.</summary>
    public static Result Measure(string path, int rounds)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var buffer = new byte[4096];
        ReadLine(socket, buffer);
        RoundTrip(socket, buffer, "{\"execute\":\"qmp_capabilities\",\"id\":1}\n"u8);
        var results = new List<Result>();
        for (var round = 0; round < rounds + 3; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Commands; i++)
            {
                RoundTrip(socket, buffer, "{\"execute\":\"query-name\",\"id\":123456}\n"u8);
            }

            results.Add(new Result(watch.Elapsed.TotalSeconds / Commands, Bytes: 0));
        }

        return Result.Median(results.Skip(3));
    }

    private static void RoundTrip(Socket socket, byte[] buffer, ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        ReadLine(socket, buffer);
    }

    private static void ReadLine(Socket socket, byte[] buffer)
    {
        for (var end = 0; end == 0 || buffer[end - 1] != '\n';)
        {
            end += socket.Receive(buffer.AsSpan(end));
        }
    }
}
