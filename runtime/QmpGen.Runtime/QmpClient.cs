using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Connection;
using QmpGen.Diagnostics;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// A client of a QEMU monitor (QEMU Machine Protocol, QMP): runs commands and receives events. All members may be used
/// from any thread, and from inside anything that handles events.
/// </summary>
public sealed partial class QmpClient : IAsyncDisposable
{
    private readonly QmpClientOptions _options;
    private readonly ClientCounters _counters;
    private readonly ConnectionLoop _connection;

    private QmpClient(Connector connector, QmpClientOptions options)
    {
        _options = options;
        _counters = new ClientCounters(connector.Name);
        var logger = options.LoggerFactory?.CreateLogger(typeof(QmpClient).FullName!) ?? NullLogger.Instance;
        _connection = new ConnectionLoop(connector, options, _counters, logger);
        Events = Subscribe(new QmpSubscriptionOptions { Capacity = Math.Max(options.EventCapacity, 1) });
        if (options.EventCapacity == 0)
        {
            Events.Dispose();
        }
    }

    /// <summary>
    /// The events, held from before the greeting on, so that none is lost before somebody reads them; up to
    /// <see cref="QmpClientOptions.EventCapacity"/>, after which the oldest are dropped and counted. For more than one
    /// reader see <see cref="Subscribe"/>.
    /// </summary>
    public QmpSubscription Events { get; }

    /// <summary>Where the client stands.</summary>
    public QmpClientState State => _connection.State.Current;

    /// <summary>The server's version; null where the greeting has none.</summary>
    public QmpVersion? Version => _connection.State.Session?.Greeting?.Version;

    /// <summary>The capabilities that the greeting offers, such as <c>oob</c>; the list is open.</summary>
    public IReadOnlyList<string> Capabilities => _connection.State.Session?.Greeting?.Capabilities ?? [];

    /// <summary>The capabilities that have been enabled.</summary>
    public IReadOnlyList<string> EnabledCapabilities => _connection.State.Session?.EnabledCapabilities ?? [];

    /// <summary>
    /// Ends with the one reason why the client ended; never fails. With <see cref="QmpClientOptions.Reconnect"/> it does
    /// not end while connections come and go.
    /// </summary>
    public Task<QmpCloseReason> Completion => _connection.Completion;

    /// <summary>
    /// Why the client last lost a connection that it makes again (<see cref="QmpClientOptions.Reconnect"/>); null if that has
    /// not happened. Set as soon as the connection is lost; subscriptions see a <see cref="ConnectionGapEvent"/> only after the
    /// client has connected again.
    /// </summary>
    public QmpCloseReason? LastLoss => _connection.State.LastLoss;

    /// <summary>
    /// Who connected, for a client of a <see cref="QmpListener"/>; null for others. After a reconnection it is who connected
    /// last.
    /// </summary>
    public QmpPeer? Peer => _connection.PeerIdentity;

    /// <summary>How many replies came after their command was cancelled or had timed out, and were dropped.</summary>
    public long LateReplyCount => _counters.LateReplyCount;

    /// <summary>How many times something came that is no QMP, or that answers a command which was never sent.</summary>
    public long SkippedMessageCount => _counters.SkippedMessageCount;

    /// <summary>Connects to a monitor and negotiates.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <param name="eventReader"><c>QmpEvents.Reader</c> of a generated spec; without it every event is an <see cref="UnknownEvent"/>.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="FormatException">The address is not valid.</exception>
    /// <exception cref="QmpConnectException">No connection could be made.</exception>
    /// <exception cref="QmpTimeoutException">Connecting, the greeting or the negotiation took too long.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation did; the reason says why.</exception>
    public static Task<QmpClient> ConnectAsync(string address, QmpEventReader? eventReader = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(
            QmpEndpoint.Parse(address),
            eventReader is null ? null : new QmpClientOptions { EventReader = eventReader },
            cancellationToken);

    /// <summary>Connects to a monitor and negotiates.</summary>
    /// <param name="endpoint">Where the monitor is.</param>
    /// <param name="options">How to connect and behave.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="QmpConnectException">No connection could be made.</exception>
    /// <exception cref="QmpTimeoutException">Connecting, the greeting or the negotiation took too long.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation did; the reason says why.</exception>
    public static Task<QmpClient> ConnectAsync(QmpEndpoint endpoint, QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return StartAsync(new DiallingConnector(endpoint), options, cancellationToken);
    }

    /// <summary>Negotiates with a monitor over a stream that is connected already.</summary>
    /// <param name="stream">A stream in both directions, which the client owns from here on. It cannot be connected again.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="QmpTimeoutException">The greeting or the negotiation took too long.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation did; the reason says why.</exception>
    public static Task<QmpClient> ConnectAsync(Stream stream, QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(new StreamConnector(stream), options, cancellationToken);
    }

    /// <summary>
    /// Ends the session: commands in flight fail, subscriptions end after what they hold. May be called any number of
    /// times, at any time and from anywhere.
    /// </summary>
    /// <returns>Ends when nothing of the client is left: no task, no socket, no timer.</returns>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    internal static async Task<QmpClient> StartAsync(Connector connector, QmpClientOptions? options, CancellationToken cancellationToken)
    {
        var client = new QmpClient(connector, options ?? QmpClientOptions.Default);
        await client._connection.StartAsync(cancellationToken).ConfigureAwait(false);
        return client;
    }
}
