using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// The address of a monitor: a Unix socket or a TCP port, as in QEMU's option <c>-qmp</c>, or a function that returns a
/// stream.
/// </summary>
public abstract record QmpEndpoint
{
    private protected QmpEndpoint()
    {
    }

    /// <summary>What to check when connecting fails.</summary>
    internal abstract string Advice { get; }

    /// <summary>Creates an endpoint for a Unix socket.</summary>
    /// <param name="path">
    /// The socket's path, of at most 107 bytes; or <c>@</c> and a name for a socket in Linux' abstract namespace, which has no
    /// file (QEMU's option <c>abstract=on</c>). Write <c>./@name</c> for a file whose name starts with <c>@</c>.
    /// </param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Unix(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new UnixEndpoint(path);
    }

    /// <summary>Creates an endpoint for a TCP port.</summary>
    /// <param name="host">A host name or an IP address. An IPv6 address can be in brackets.</param>
    /// <param name="port">The port, from 1 to 65535. With 0, a listener chooses a free port.</param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Tcp(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return new TcpEndpoint(host is ['[', .., ']'] ? host[1..^1] : host, port);
    }

    /// <summary>
    /// Creates an endpoint from a function that returns a stream, such as a tunnel, TLS, a process's pipes or an in-memory
    /// server.
    /// </summary>
    /// <param name="name">The endpoint's name in messages, logs and metrics.</param>
    /// <param name="connect">
    /// Creates a new connection each time it is called. The client owns the stream. What it throws, except an
    /// <see cref="OperationCanceledException"/>, becomes the inner exception of a <see cref="QmpConnectException"/>. It runs on
    /// the thread pool; if it ignores its token, a stream that it returns too late is closed.
    /// </param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint FromStream(string name, Func<CancellationToken, Task<Stream>> connect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connect);
        return new DelegateEndpoint(name, connect);
    }

    /// <summary>Parses an address.</summary>
    /// <param name="address">
    /// <c>unix:/path</c>, <c>unix:@name</c> for an abstract socket, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>. A
    /// client finds an abstract socket with either of QEMU's paddings; a listener pads the name with <c>unix:@name,tight=off</c>.
    /// </param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="FormatException">
    /// The address is not valid; the message says what was expected. An address followed by options of QEMU's command line, such
    /// as <c>unix:/path,server=on,wait=off</c>, is not valid either.
    /// </exception>
    public static QmpEndpoint Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AddressReader.Read(address, out var advice) ?? throw new FormatException(
            $"'{address}' is not a valid QMP address: expected unix:/path, tcp:host:port or tcp:[v6 address]:port."
                + (advice is null ? "" : $" {advice}"));
    }

    /// <summary>Parses an address.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns><see langword="true"/> if the address is valid.</returns>
    public static bool TryParse([NotNullWhen(true)] string? address, [NotNullWhen(true)] out QmpEndpoint? endpoint)
    {
        endpoint = address is null ? null : AddressReader.Read(address, out _);
        return endpoint is not null;
    }

    /// <summary>
    /// Opens a connection without negotiating, for programs that speak QMP themselves. <see cref="QmpClient"/> connects
    /// by itself.
    /// </summary>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The connection. The caller owns it.</returns>
    /// <exception cref="QmpConnectException">Connecting failed. The message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">The attempt was cancelled.</exception>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await DialAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw new QmpConnectException(this, exception);
        }
    }

    /// <summary>Says why connecting failed, and what to do.</summary>
    internal virtual string Explain(Exception exception) => $"{exception.Message.TrimEnd('.')}. {Advice}";

    /// <summary>Whether an exception says that no connection could be made.</summary>
    internal virtual bool IsFailure(Exception exception) => exception is SocketException or IOException or ArgumentException;

    /// <summary>Makes a connection. A cancelled attempt leaves nothing behind.</summary>
    internal abstract Task<Stream> DialAsync(CancellationToken cancellationToken);

    /// <summary>Binds and listens.</summary>
    /// <exception cref="QmpConnectException">That is not possible; the message says why and what to do.</exception>
    internal virtual ListeningSocket Listen() =>
        throw new ArgumentException($"'{this}' does not support listening: expected a Unix socket or a TCP port.");
}
