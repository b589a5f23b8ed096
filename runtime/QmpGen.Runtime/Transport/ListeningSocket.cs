using System.Net.Sockets;

namespace QmpGen.Transport;

/// <summary>A socket that listens, and the file that it has made.</summary>
/// <param name="socket">The socket.</param>
/// <param name="endpoint">Where it can be reached.</param>
/// <param name="path">The path of its file; null if it has none.</param>
internal sealed class ListeningSocket(Socket socket, QmpEndpoint endpoint, string? path = null) : IDisposable
{
    private readonly FileIdentity? _file = path is null ? null : FileIdentity.Of(path);

    /// <summary>Where it can be reached.</summary>
    public QmpEndpoint Endpoint => endpoint;

    /// <summary>Binds and listens.</summary>
    /// <param name="socket">The socket; closed if that fails.</param>
    /// <param name="address">Where to.</param>
    /// <returns>The same socket.</returns>
    public static Socket Bind(Socket socket, System.Net.EndPoint address)
    {
        try
        {
            socket.Bind(address);
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for somebody who connects.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        var accepted = await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
        TcpEndpoint.Configure(accepted);
        return accepted;
    }

    /// <summary>Stops listening, and removes the file unless another listener has taken its place.</summary>
    public void Dispose()
    {
        socket.Dispose();
        if (path is not null && _file is not null && FileIdentity.Of(path) == _file)
        {
            File.Delete(path);
        }
    }
}
