using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;

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
    /// <param name="path">The socket's path, which the operating system limits to about 100 bytes.</param>
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

    /// <summary>Creates an endpoint from a function that returns a stream, such as a tunnel, TLS, a process's pipes or an in-memory server.</summary>
    /// <param name="name">The endpoint's name in messages, logs and metrics.</param>
    /// <param name="connect">
    /// Creates a new connection each time it is called. The client owns the stream. Throw an <see cref="IOException"/> or a
    /// <see cref="SocketException"/> if connecting fails.
    /// </param>
    /// <returns>The endpoint.</returns>
    public static QmpEndpoint Through(string name, Func<CancellationToken, Task<Stream>> connect)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connect);
        return new DelegateEndpoint(name, connect);
    }

    /// <summary>Parses an address.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="FormatException">The address is not valid.</exception>
    public static QmpEndpoint Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return TryParse(address, out var endpoint)
            ? endpoint
            : throw new FormatException($"'{address}' is not a valid QMP address: expected unix:/path, tcp:host:port or tcp:[v6 address]:port.");
    }

    /// <summary>Parses an address.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns><see langword="true"/> if the address is valid.</returns>
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
        catch (Exception exception) when (exception is SocketException or IOException or ArgumentException)
        {
            throw new QmpConnectException(this, exception);
        }
    }

    /// <summary>Says why connecting failed, and what to do.</summary>
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
