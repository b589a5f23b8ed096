using System.Net.Sockets;
using System.Text;
using QmpGen.Benchmarks.Harness;

namespace QmpGen.Benchmarks.Clients;

/// <summary>
/// A monitor in this process that greets whoever connects and answers every line with an empty result. It has one thread
/// for all of its clients and nothing for each but the system's handle, so that what a client costs is the client's.
/// </summary>
internal sealed class RawMonitor : IDisposable
{
    private const string Greeting =
        "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}, \"package\": "
        + "\"\"}, \"capabilities\": [\"oob\"]}}\r\n";

    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<SafeSocketHandle> _clients = [];

    public RawMonitor()
    {
        Path = System.IO.Path.Combine(_folder.Path, "s");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
    }

    /// <summary>Where it listens.</summary>
    public string Path { get; }

    /// <summary>Takes a client in and lets it negotiate, on this thread.</summary>
    public void Greet()
    {
        // Only the handle is kept, without the object around it.
        var client = _listener.Accept();
        client.Send(Encoding.ASCII.GetBytes(Greeting));
        Answer(client);
        _clients.Add(new SafeSocketHandle(client.SafeHandle.DangerousGetHandle(), ownsHandle: true));
        client.SafeHandle.SetHandleAsInvalid();
    }

    /// <summary>Serves one client until it leaves.</summary>
    public void Serve()
    {
        using var client = _listener.Accept();
        client.Send(Encoding.ASCII.GetBytes(Greeting));
        while (Answer(client))
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clients.ForEach(c => c.Dispose());
        _listener.Dispose();
        _folder.Dispose();
    }

    /// <summary>Answers one request; commands come one at a time and are short, so that each is one read.</summary>
    private static bool Answer(Socket client)
    {
        Span<byte> request = stackalloc byte[1024];
        var count = client.Receive(request);
        if (count == 0)
        {
            return false;
        }

        // The id is the last member: {"execute": "…", "id": 17}.
        var text = request[..count].TrimEnd("}\r\n "u8);
        Span<byte> reply = stackalloc byte[64];
        "{\"return\": {}, \"id\": "u8.CopyTo(reply);
        var id = text[(text.LastIndexOf((byte)':') + 1)..];
        id.CopyTo(reply[20..]);
        "}\r\n"u8.CopyTo(reply[(20 + id.Length)..]);
        client.Send(reply[..(23 + id.Length)]);
        return true;
    }
}
