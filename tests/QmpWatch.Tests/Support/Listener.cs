using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QmpWatch.Tests.Support;

/// <summary>A server on a real socket that does with each connection what a test says, until the test ends.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly List<Task> _conversations = [];

    private Listener(Socket socket, EndPoint local, Func<NetworkStream, CancellationToken, Task>? serve)
    {
        _socket = socket;
        _socket.Bind(local);
        _socket.Listen();
        _serving = serve is null ? Task.CompletedTask : ServeAsync(serve);
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Listens on a unix socket; without a server it accepts nobody, as an occupied monitor does.</summary>
    public static Listener OnUnix(string path, Func<NetworkStream, CancellationToken, Task>? serve) =>
        new(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), serve);

    /// <summary>Listens on a free TCP port of this machine.</summary>
    public static Listener OnTcp(Func<NetworkStream, CancellationToken, Task> serve) =>
        new(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 0), serve);

    /// <summary>Answers the first thing that comes.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Answering(string answer) => async (stream, cancellation) =>
    {
        var buffer = new byte[512];
        if (await stream.ReadAsync(buffer, cancellation) > 0)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellation);
            await UntilClosedAsync(stream, cancellation);
        }
    };

    /// <summary>Says something at once and then listens.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Saying(string text) => async (stream, cancellation) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await UntilClosedAsync(stream, cancellation);
    };

    public static async Task UntilClosedAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[512];
        while (await stream.ReadAsync(buffer, cancellation) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_conversations).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        while (true)
        {
            var client = await _socket.AcceptAsync(_end.Token);
            _conversations.Add(ConverseAsync(client, serve));
        }
    }

    private async Task ConverseAsync(Socket client, Func<NetworkStream, CancellationToken, Task> serve)
    {
        await using var stream = new NetworkStream(client, ownsSocket: true);
        await serve(stream, _end.Token);
    }
}
