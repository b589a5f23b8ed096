using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;

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
    /// <param name="path">The socket's path; the system limits it to about 100 bytes.</param>
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
    /// Makes a new connection each time it is called; the client owns the stream. An <see cref="IOException"/> or a
    /// <see cref="SocketException"/> says that none could be made.
    /// </param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Through(string name, Func<CancellationToken, Task<Stream>> connect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connect);
        return new DelegateEndpoint(name, connect);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="FormatException">The address is neither; the message says what was expected.</exception>
    public static QmpEndpoint Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return TryParse(address, out var endpoint)
            ? endpoint
            : throw new FormatException($"'{address}' is no QMP address: expected unix:/path, tcp:host:port or tcp:[v6 address]:port.");
    }

    /// <summary>Reads an address if it is one.</summary>
    /// <param name="address">The text.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>False if the text is no address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? address, [NotNullWhen(true)] out QmpEndpoint? endpoint)
    {
        endpoint = null;
        if (address is null)
        {
            return false;
        }

        if (address.StartsWith("unix:", StringComparison.Ordinal) && address.Length > "unix:".Length)
        {
            endpoint = Unix(address["unix:".Length..]);
        }
        else if (address.StartsWith("tcp:", StringComparison.Ordinal) && TrySplit(address["tcp:".Length..], out var host, out var port))
        {
            endpoint = Tcp(host, port);
        }

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
        catch (Exception exception) when (exception is SocketException or IOException or ArgumentException)
        {
            throw new QmpConnectException(this, exception);
        }
    }

    /// <summary>Why a connection could not be made, and what to do.</summary>
    internal virtual string Explain(Exception exception) => $"{exception.Message.TrimEnd('.')}. {Advice}";

    /// <summary>Makes a connection. A cancelled attempt leaves nothing behind.</summary>
    internal abstract Task<Stream> DialAsync(CancellationToken cancellationToken);

    /// <summary>Binds and listens.</summary>
    internal abstract Socket Listen();

    private static bool TrySplit(string text, out string host, out int port)
    {
        var colon = text.LastIndexOf(':');
        host = colon > 0 ? text[..colon] : string.Empty;
        port = 0;
        var bracketed = host is ['[', _, .., ']'];

        // A bare IPv6 address would leave it open which colon precedes the port.
        return host.Length > 0
            && (bracketed || !host.AsSpan().ContainsAny(":[]"))
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= ushort.MaxValue;
    }
}
