using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Connection;
using QmpGen.Diagnostics;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// A client for a QEMU monitor (QEMU Machine Protocol, QMP) that runs commands and receives events. All members are
/// thread-safe and can be called from event handlers.
/// </summary>
public sealed partial class QmpClient : IQmpExecutor, IAsyncDisposable
{
    private readonly ConnectionLoop _connection;

    private QmpClient(Connector connector, QmpClientOptions options)
    {
        var logger = options.LoggerFactory?.CreateLogger(typeof(QmpClient).FullName!) ?? NullLogger.Instance;
        _connection = new ConnectionLoop(connector, options, new ClientCounters(connector.Name), logger);
        Events = Subscribe(
            new QmpSubscriptionOptions { Capacity = Math.Max(options.EventCapacity, 1), ByteCapacity = options.EventByteCapacity });
        if (options.EventCapacity == 0)
        {
            Events.Dispose();
        }
    }

    /// <summary>
    /// The events, buffered from the start of the connection, so that none is lost before the first read. The buffer holds
    /// <see cref="QmpClientOptions.EventCapacity"/> events of at most <see cref="QmpClientOptions.EventByteCapacity"/> bytes; when it
    /// is full, the oldest are dropped and counted. For more than one reader, see <see cref="Subscribe"/>.
    /// </summary>
    public QmpSubscription Events { get; }

    /// <summary>
    /// The endpoint that the client connects to, or that its <see cref="QmpListener"/> listens on; <see langword="null"/> for the
    /// client of a stream.
    /// </summary>
    public QmpEndpoint? Endpoint => _connection.Endpoint;

    /// <summary>The state of the client.</summary>
    public QmpClientState State => _connection.State.Current;

    /// <summary>The server's version; <see langword="null"/> if the greeting has none.</summary>
    public QmpVersion? Version => _connection.State.Session?.Greeting?.Version;

    /// <summary>The capabilities that the greeting offers, such as <c>oob</c>. QEMU may add others.</summary>
    public IReadOnlyList<string> Capabilities => _connection.State.Session?.Greeting?.Capabilities ?? [];

    /// <summary>The capabilities that have been enabled.</summary>
    public IReadOnlyList<string> EnabledCapabilities => _connection.State.Session?.EnabledCapabilities ?? [];

    /// <summary>
    /// Completes with the reason why the client ended; never fails. With <see cref="QmpClientOptions.Reconnect"/>, it does not
    /// complete while the client reconnects.
    /// </summary>
    public Task<QmpCloseReason> Completion => _connection.Completion;

    /// <summary>
    /// Why the client last lost its connection before reconnecting (<see cref="QmpClientOptions.Reconnect"/>);
    /// <see langword="null"/> if it has not. Set as soon as the connection is lost; subscriptions see a
    /// <see cref="ConnectionGapEvent"/> only after
    /// reconnecting.
    /// </summary>
    public QmpCloseReason? LastDisconnectReason => _connection.State.LastDisconnectReason;

    /// <summary>
    /// The peer that connected, for a client of a <see cref="QmpListener"/>; <see langword="null"/> for other clients. After a
    /// reconnection, the peer that connected last.
    /// </summary>
    public QmpPeer? Peer => _connection.PeerIdentity;

    /// <summary>The number of replies that were dropped because their command was cancelled or timed out.</summary>
    public long LateReplyCount => _connection.Counters.LateReplyCount;

    /// <summary>The number of messages that were skipped because they are not valid QMP or answer a command that was never sent.</summary>
    public long SkippedMessageCount => _connection.Counters.SkippedMessageCount;

    /// <summary>Connects to a monitor and negotiates.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <param name="eventReader">
    /// <c>QmpEvents.Reader</c> of a generated spec. If omitted, every event is an <see cref="UnknownEvent"/>.
    /// </param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that is ready to run commands.</returns>
    /// <exception cref="FormatException">The address is not valid.</exception>
    /// <exception cref="QmpConnectException">Connecting to the monitor failed.</exception>
    /// <exception cref="QmpTimeoutException">Connecting, the greeting or the negotiation timed out.</exception>
    /// <exception cref="QmpConnectionClosedException">
    /// The connection ended before the negotiation completed. <see cref="QmpConnectionClosedException.Reason"/> says why.
    /// </exception>
    public static Task<QmpClient> ConnectAsync(
        string address, QmpEventReader? eventReader = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(
            QmpEndpoint.Parse(address),
            eventReader is null ? null : new QmpClientOptions { EventReader = eventReader },
            cancellationToken);

    /// <summary>Connects to a monitor and negotiates.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <param name="options">The client's options.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that is ready to run commands.</returns>
    /// <exception cref="FormatException">The address is not valid.</exception>
    /// <exception cref="QmpConnectException">Connecting to the monitor failed.</exception>
    /// <exception cref="QmpTimeoutException">Connecting, the greeting or the negotiation timed out.</exception>
    /// <exception cref="QmpConnectionClosedException">
    /// The connection ended before the negotiation completed. <see cref="QmpConnectionClosedException.Reason"/> says why.
    /// </exception>
    public static Task<QmpClient> ConnectAsync(string address, QmpClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ConnectAsync(QmpEndpoint.Parse(address), options, cancellationToken);
    }

    /// <summary>Connects to a monitor and negotiates.</summary>
    /// <param name="endpoint">The monitor's endpoint.</param>
    /// <param name="options">The client's options.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that is ready to run commands.</returns>
    /// <exception cref="QmpConnectException">Connecting to the monitor failed.</exception>
    /// <exception cref="QmpTimeoutException">Connecting, the greeting or the negotiation timed out.</exception>
    /// <exception cref="QmpConnectionClosedException">
    /// The connection ended before the negotiation completed. <see cref="QmpConnectionClosedException.Reason"/> says why.
    /// </exception>
    public static Task<QmpClient> ConnectAsync(
        QmpEndpoint endpoint, QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return StartAsync(new DiallingConnector(endpoint), options, cancellationToken);
    }

    /// <summary>Negotiates with a monitor over a connected stream.</summary>
    /// <param name="stream">A bidirectional stream, which the client owns. The client cannot reconnect it.</param>
    /// <param name="options">The client's options.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>A client that is ready to run commands.</returns>
    /// <exception cref="QmpTimeoutException">The greeting or the negotiation timed out.</exception>
    /// <exception cref="QmpConnectionClosedException">
    /// The connection ended before the negotiation completed. <see cref="QmpConnectionClosedException.Reason"/> says why.
    /// </exception>
    public static Task<QmpClient> ConnectAsync(
        Stream stream, QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(new StreamConnector(stream), options, cancellationToken);
    }

    /// <summary>
    /// Ends the session: commands in flight fail, and subscriptions end after their buffered events. Can be called more than
    /// once, at any time and from any thread.
    /// </summary>
    /// <returns>A task that completes when the client has released all its tasks, sockets and timers.</returns>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>The clock of all time limits.</summary>
    internal TimeProvider Time => _connection.Options.TimeProvider;

    /// <summary>What the client is connected to, for messages.</summary>
    internal string PeerName => _connection.Peer;

    internal static async Task<QmpClient> StartAsync(Connector connector, QmpClientOptions? options, CancellationToken cancellationToken)
    {
        var client = new QmpClient(connector, options ?? QmpClientOptions.Default);
        await client._connection.StartAsync(cancellationToken).ConfigureAwait(false);
        return client;
    }
}
