using System.Net.Sockets;

namespace QmpGen.Transport;

/// <summary>A socket that listens, and the file that it has made.</summary>
/// <param name="socket">The socket.</param>
/// <param name="endpoint">Where it can be reached.</param>
/// <param name="path">The path of its file; null if it has none.</param>
internal sealed class ListeningSocket(Socket socket, QmpEndpoint endpoint, string? path = null) : IDisposable
{
    private readonly string? _path = path is null ? null : Path.GetFullPath(path);
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
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        var accepted = await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
        TcpEndpoint.Configure(accepted);
        return accepted;
    }

    /// <summary>Stops listening, and removes the file unless another listener has taken its place.</summary>
    public void Dispose()
    {
        if (_path is null || FileIdentity.Of(_path) is not { } now || now == _file)
        {
            // This removes the file too.
            socket.Dispose();
            return;
        }

        // The socket itself would remove whatever has the name now, so that only its handle is closed.
#pragma warning disable CA1816
        GC.SuppressFinalize(socket);
#pragma warning restore CA1816
        socket.SafeHandle.Dispose();
    }
}
