using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QmpGen.Diagnostics;
using QmpGen.Protocol;
using QmpGen.Subscriptions;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>
/// A client of a QEMU monitor (QEMU Machine Protocol, QMP): runs commands and receives events. All members may be used
/// from any thread, and from inside anything that handles events.
/// </summary>
public sealed partial class QmpClient : IAsyncDisposable
{
    private readonly QmpClientOptions _options;
    private readonly Connector _connector;
    private readonly ILogger _logger;
    private readonly EventHub _hub;
    private readonly TaskCompletionSource<QmpCloseReason> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientCounters _counters;
    private QmpSession? _session;
    private Opening? _opening;
    private volatile bool _isDisposed;
    private int _state;

    private QmpClient(Connector connector, QmpClientOptions options, Opening opening)
    {
        _opening = opening;
        _options = options;
        _connector = connector;
        _logger = options.LoggerFactory?.CreateLogger(typeof(QmpClient).FullName!) ?? NullLogger.Instance;
        _counters = new ClientCounters(connector.Name);
        _hub = new EventHub(options, _counters, _logger);
        Events = _hub.Add(new QmpSubscriptionOptions { Capacity = Math.Max(options.EventCapacity, 1) });
        if (options.EventCapacity == 0)
        {
            Events.Dispose();
        }

        _ = RunAsync();
    }

    /// <summary>
    /// The events, held from before the greeting on, so that none is lost before somebody reads them; up to
    /// <see cref="QmpClientOptions.EventCapacity"/>, after which the oldest are dropped and counted. For more than one
    /// reader see <see cref="Subscribe"/>.
    /// </summary>
    public QmpSubscription Events { get; }

    /// <summary>Where the client stands.</summary>
    public QmpClientState State => (QmpClientState)Volatile.Read(ref _state);

    /// <summary>The server's version; null where the greeting has none.</summary>
    public QmpVersion? Version => _session?.Greeting?.Version;

    /// <summary>The capabilities that the greeting offers, such as <c>oob</c>; the list is open.</summary>
    public IReadOnlyList<string> Capabilities => _session?.Greeting?.Capabilities ?? [];

    /// <summary>The capabilities that have been enabled.</summary>
    public IReadOnlyList<string> EnabledCapabilities => _session?.EnabledCapabilities ?? [];

    /// <summary>
    /// Ends with the one reason why the client ended; never fails. With <see cref="QmpClientOptions.Reconnect"/> it does
    /// not end while connections come and go.
    /// </summary>
    public Task<QmpCloseReason> Completion => _completion.Task;

    /// <summary>
    /// Why the client last lost a connection that it makes again (<see cref="QmpClientOptions.Reconnect"/>); null if that has
    /// not happened. It is told here as soon as the connection is lost; subscriptions hear of it with the next connection.
    /// </summary>
    public QmpCloseReason? LastLoss => Volatile.Read(ref _gap);

    /// <summary>How many replies came after their command was cancelled or had timed out, and were dropped.</summary>
    public long LateReplyCount => _counters.LateReplyCount;

    /// <summary>How many times something came that is no QMP, or that answers a command which was never sent.</summary>
    public long SkippedMessageCount => _counters.SkippedMessageCount;

    /// <summary>Connects to a monitor and negotiates.</summary>
    /// <param name="address"><c>unix:/path</c>, <c>tcp:host:port</c> or <c>tcp:[v6 address]:port</c>.</param>
    /// <param name="eventReader"><c>QmpEvents.Reader</c> of a generated spec; without it every event is an <see cref="UnknownEvent"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="FormatException">The address is none.</exception>
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
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="QmpConnectException">No connection could be made.</exception>
    /// <exception cref="QmpTimeoutException">Connecting, the greeting or the negotiation took too long.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation did; the reason says why.</exception>
    public static Task<QmpClient> ConnectAsync(QmpEndpoint endpoint, QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return StartAsync(Connector.To(endpoint), options, cancellationToken);
    }

    /// <summary>Negotiates with a monitor over a stream that is connected already.</summary>
    /// <param name="stream">A stream in both directions, which the client owns from here on. It cannot be connected again.</param>
    /// <param name="options">How to behave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A client that commands can be given to.</returns>
    /// <exception cref="QmpTimeoutException">The greeting or the negotiation took too long.</exception>
    /// <exception cref="QmpConnectionClosedException">The connection ended before the negotiation did; the reason says why.</exception>
    public static Task<QmpClient> ConnectAsync(Stream stream, QmpClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(Connector.Of(stream), options, cancellationToken);
    }

    /// <summary>
    /// Ends the session: commands in flight fail, subscriptions end after what they hold. May be called any number of
    /// times, at any time and from anywhere.
    /// </summary>
    /// <returns>Ends when nothing of the client is left: no task, no socket, no timer.</returns>
    public async ValueTask DisposeAsync()
    {
        // Either this finds what is being opened and what is open, or the one who puts it there finds this mark.
        _isDisposed = true;
        Interlocked.MemoryBarrier();
        if (_opening is { } opening)
        {
            await opening.CancelAsync().ConfigureAwait(false);
        }

        _session?.Close(QmpCloseReason.Disposed);
        await Completion.ConfigureAwait(false);
    }

    internal static async Task<QmpClient> StartAsync(Connector connector, QmpClientOptions? options, CancellationToken cancellationToken)
    {
        var opening = new Opening();
        var client = new QmpClient(connector, options ?? QmpClientOptions.Default, opening);
        try
        {
            await opening.Finished.WaitAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void SetState(QmpClientState state)
    {
        Volatile.Write(ref _state, (int)state);
        Log.StateChanged(_logger, _connector.Name, state);
    }
}
