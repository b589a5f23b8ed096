using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;
using QmpGen.Framing;

namespace QmpGen.Protocol;

/// <summary>
/// One connection from its first byte to its last. Its read loop alone moves it from state to state, and it ends for
/// exactly one reason, with which everything that was pending ends too.
/// </summary>
internal sealed partial class QmpSession : IAsyncDisposable
{
    private static readonly TimeSpan WriteFailureGrace = TimeSpan.FromSeconds(1);

    private readonly SessionStream _stream;
    private readonly QmpClientOptions _options;
    private readonly ISessionOwner _owner;
    private readonly ILogger _logger;
    private readonly FrameReader _frames;
    private readonly CommandWriter _writer;
    private readonly PendingCommands _pending = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource<QmpCloseReason> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientCounters _counters;
    private InBandGate? _gate;
    private Negotiation? _negotiation = new();
    private QmpCloseReason? _reason;

    /// <summary>Makes a session that has not been started.</summary>
    /// <param name="stream">The connection; the session owns it.</param>
    /// <param name="options">Limits and wishes.</param>
    /// <param name="owner">What the session reports to.</param>
    /// <param name="counters">What to count in.</param>
    /// <param name="logger">Where to log to.</param>
    public QmpSession(Stream stream, QmpClientOptions options, ISessionOwner owner, ClientCounters counters, ILogger logger)
    {
        _stream = new SessionStream(stream);
        _options = options;
        _owner = owner;
        _counters = counters;
        _logger = logger;
        _frames = new FrameReader(options.MaxMessageSize);
        _writer = new CommandWriter(this, _stream, options.WriteTimeout, options.TimeProvider) { Aborted = _abort.Token };
    }

    /// <summary>The reason of the end, once the session has been started; never fails.</summary>
    public Task<QmpCloseReason> Completion => _completion.Task;

    /// <summary>The server's greeting, once it has come.</summary>
    public Greeting? Greeting { get; private set; }

    /// <summary>What has been enabled of what the greeting offers.</summary>
    public IReadOnlyList<string> EnabledCapabilities { get; private set; } = [];

    /// <summary>Starts to read. Every session has to be started, even one that has been closed before.</summary>
    public void Start() => _ = ReadAllAsync();

    /// <summary>Waits until commands may be run.</summary>
    /// <param name="peer">What it is connected to, for messages.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="QmpException">The negotiation failed, took too long, or the connection ended before it was over.</exception>
    public async Task NegotiateAsync(string peer, CancellationToken cancellationToken)
    {
        var negotiation = _negotiation!;
        try
        {
            await WithinAsync(
                negotiation.Greeted,
                QmpTimeoutKind.Greeting,
                _options.GreetingTimeout,
                () => negotiation.DescribeSilence(peer),
                cancellationToken).ConfigureAwait(false);
            await WithinAsync(
                negotiation.Finished,
                QmpTimeoutKind.Negotiation,
                _options.NegotiationTimeout,
                () => $"waiting for {peer} to answer qmp_capabilities",
                cancellationToken).ConfigureAwait(false);
        }
        catch (QmpConnectionClosedException closed) when (closed.Reason.Kind != QmpCloseKind.Disposed)
        {
            throw QmpConnectionClosedException.BeforeStart(negotiation.DescribeEnd(peer, closed.Reason));
        }

        _negotiation = null;
        if (_options.KeepAliveInterval is { } interval && interval != Timeout.InfiniteTimeSpan)
        {
            _ = KeepAliveAsync(interval);
        }
    }

    /// <summary>Ends the session, unless it has ended already.</summary>
    public void Close(QmpCloseReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            // Not on this thread: what waits for it may go on in a caller's code.
            _ = AbortAsync();
        }
    }

    /// <summary>
    /// A connection that can no longer be written to may still hold events and the reason of its end, so reading has the
    /// first word. Called when a write has failed or taken too long.
    /// </summary>
    public async Task OnWriteFailedAsync(Exception exception)
    {
        if (exception is not QmpTimeoutException)
        {
            await Task.Delay(WriteFailureGrace, _options.TimeProvider, _abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Close(SessionFailures.For(exception, IsShuttingDown));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Close(QmpCloseReason.Disposed);
        await Completion.ConfigureAwait(false);
    }

    private async Task WithinAsync(
        Task task, QmpTimeoutKind kind, TimeSpan timeout, Func<string> describe, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(kind, timeout, _options.TimeProvider, describe, cancellationToken);
        try
        {
            await deadline.WaitAsync(task.WaitAsync(deadline.Token)).ConfigureAwait(false);
        }
        catch (QmpTimeoutException exception)
        {
            Close(SessionFailures.For(exception, isShuttingDown: false));
            throw;
        }
    }
}
