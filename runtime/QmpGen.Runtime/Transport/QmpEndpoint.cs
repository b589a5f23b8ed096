using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>Where a monitor is found: as QEMU's option <c>-qmp</c> names it, a unix socket or a TCP port, or anything that gives a stream.</summary>
public abstract record QmpEndpoint
{
    private protected QmpEndpoint()
    {
    }

    /// <summary>What someone who cannot connect should look at.</summary>
    internal abstract string Advice { get; }

    /// <summary>A unix socket.</summary>
    /// <param name="path">
    /// The socket's path, of 107 bytes at most; or <c>@</c> and a name for a socket of Linux' abstract namespace, which has no
    /// file (QEMU's option <c>abstract=on</c>). A file whose name starts with <c>@</c> is given as <c>./@name</c>.
    /// </param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Unix(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new UnixEndpoint(path);
    }

    /// <summary>A TCP port.</summary>
    /// <param name="host">A host name or an address; an IPv6 address may stand in brackets.</param>
    /// <param name="port">1 to 65535; 0 lets a listener choose a free port.</param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Tcp(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return new TcpEndpoint(host is ['[', .., ']'] ? host[1..^1] : host, port);
    }

    /// <summary>Anything that gives a stream: a tunnel, TLS, the two pipes of a process, a server in memory.</summary>
    /// <param name="name">What it connects to, for messages, logs and metrics.</param>
    /// <param name="connect">
    /// Makes a new connection each time it is called; the client owns the stream. Whatever it throws, but for an
    /// <see cref="OperationCanceledException"/>, becomes the inner exception of a <see cref="QmpConnectException"/>. It runs in
    /// the thread pool, and where it pays no attention to its token, the stream that it gives too late is closed.
    /// </param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Through(string name, Func<CancellationToken, Task<Stream>> connect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connect);
        return new DelegateEndpoint(name, connect);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="address">
    /// <c>unix:/path</c>, <c>unix:@name</c> for an abstract socket, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>. A
    /// client finds an abstract socket with either of QEMU's paddings; a listener pads the name with <c>unix:@name,tight=off</c>.
    /// </param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="FormatException">
    /// The address is none of these; the message says what was expected. That includes an address with the options of QEMU's
    /// command line behind it, such as <c>unix:/path,server=on,wait=off</c>.
    /// </exception>
    public static QmpEndpoint Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AddressReader.Read(address, out var advice)
            ?? throw new FormatException($"'{address}' is no QMP address: expected unix:/path, tcp:host:port or tcp:[v6 address]:port.{(advice is null ? "" : " ")}{advice}");
    }

    /// <summary>Reads an address if it is one.</summary>
    /// <param name="address">The text.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>False if the text is no address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? address, [NotNullWhen(true)] out QmpEndpoint? endpoint)
    {
        endpoint = address is null ? null : AddressReader.Read(address, out _);
        return endpoint is not null;
    }

    /// <summary>
    /// Makes a connection without speaking QMP on it, for programs that speak for themselves; <see cref="QmpClient"/> connects
    /// by itself.
    /// </summary>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The connection, which the caller owns.</returns>
    /// <exception cref="QmpConnectException">No connection could be made; the message says why and what to do.</exception>
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

    /// <summary>Why a connection could not be made, and what to do.</summary>
    internal virtual string Explain(Exception exception) => $"{exception.Message.TrimEnd('.')}. {Advice}";

    /// <summary>Whether an exception says that no connection could be made.</summary>
    internal virtual bool IsFailure(Exception exception) => exception is SocketException or IOException or ArgumentException;

    /// <summary>Makes a connection. A cancelled attempt leaves nothing behind.</summary>
    internal abstract Task<Stream> DialAsync(CancellationToken cancellationToken);

    /// <summary>Binds and listens.</summary>
    /// <exception cref="QmpConnectException">That is not possible; the message says why and what to do.</exception>
    internal virtual ListeningSocket Listen() =>
        throw new ArgumentException($"'{this}' can be connected to, but not listened on: expected a unix socket or a TCP port.");
}
