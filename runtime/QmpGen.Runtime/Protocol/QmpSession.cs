using System.Net.Sockets;
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

    private readonly Stream _stream;
    private readonly QmpClientOptions _options;
    private readonly ISessionOwner _owner;
    private readonly ILogger _logger;
    private readonly FrameReader _frames;
    private readonly CommandWriter _writer;
    private readonly PendingCommands _pending = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationToken _readToken;
    private readonly ClientCounters _counters;
    private InBandGate? _gate;
    private Negotiation? _negotiation = new();
    private QmpCloseReason? _reason;
    private TaskCompletionSource? _closed;

    /// <summary>Makes a session that has not been started.</summary>
    /// <param name="stream">The connection; the session owns it.</param>
    /// <param name="options">Limits and wishes.</param>
    /// <param name="owner">What the session reports to.</param>
    /// <param name="counters">What to count in.</param>
    /// <param name="logger">Where to log to.</param>
    public QmpSession(Stream stream, QmpClientOptions options, ISessionOwner owner, ClientCounters counters, ILogger logger)
    {
        _stream = stream;
        _options = options;
        _owner = owner;
        _counters = counters;
        _logger = logger;
        _frames = new FrameReader(options.MaxMessageSize);

        // Closing a socket ends its reads, so that a registration for each of them would be for nothing.
        _readToken = stream is NetworkStream ? CancellationToken.None : _abort.Token;
        _writer = new CommandWriter(stream, options.WriteTimeout, options.TimeProvider) { Failed = OnWriteFailedAsync, Aborted = _abort.Token };
    }

    /// <summary>The reason of the end, once the session has been started; never fails.</summary>
    public Task<QmpCloseReason> Completion { get; private set; } = Task.FromResult(QmpCloseReason.Disposed);

    /// <summary>The server's greeting, once it has come.</summary>
    public Greeting? Greeting { get; private set; }

    /// <summary>What has been enabled of what the greeting offers.</summary>
    public IReadOnlyList<string> EnabledCapabilities { get; private set; } = [];

    /// <summary>Starts to read.</summary>
    public void Start() => Completion = RunAsync();

    /// <summary>Waits until commands may be run.</summary>
    /// <param name="peer">What it is connected to, for messages.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="QmpException">The negotiation failed, took too long, or the connection ended before it was over.</exception>
    public async Task NegotiateAsync(string peer, CancellationToken cancellationToken)
    {
        var negotiation = _negotiation!;
        await WithinAsync(negotiation.Greeted, QmpTimeoutKind.Greeting, _options.GreetingTimeout, () => DescribeSilence(peer), cancellationToken).ConfigureAwait(false);
        await WithinAsync(
            negotiation.Finished,
            QmpTimeoutKind.Negotiation,
            _options.NegotiationTimeout,
            () => $"waiting for {peer} to answer qmp_capabilities",
            cancellationToken).ConfigureAwait(false);
        _negotiation = null;
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Close(QmpCloseReason.Disposed);
        await Completion.ConfigureAwait(false);
    }

    private async Task<QmpCloseReason> RunAsync()
    {
        // The one who opens the session must not be kept by a stream that answers at once.
        await Task.Yield();
        QmpCloseReason ending;
        try
        {
            while (await _stream.ReadAsync(_frames.PrepareRoom(), _readToken).ConfigureAwait(false) is var count and > 0)
            {
                var isFlood = _frames.Advance(count);
                ReadFrames();
                if (isFlood)
                {
                    // Nothing else would make this loop give way, and on a busy machine those it wakes would starve.
                    await Task.Yield();
                }
            }

            ending = SessionFailures.EndOfStream(_frames, IsShuttingDown);
        }
#pragma warning disable CA1031 // A stream may fail with anything, and whatever it is, it is the reason of the session's end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ending = SessionFailures.ForReading(exception, _frames, IsShuttingDown);
        }

        Close(ending);
        var reason = _reason!;
        _pending.Close(reason);
        _negotiation?.Fail(reason);
        await CloseStreamAsync().ConfigureAwait(false);
        await _writer.StopAsync().ConfigureAwait(false);
        _frames.Dispose();
        return reason;
    }

    private async Task WithinAsync(Task task, QmpTimeoutKind kind, TimeSpan timeout, Func<string> describe, CancellationToken cancellationToken)
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

    private string DescribeSilence(string peer) => _negotiation?.StrayText is { } text
        ? $"waiting for a QMP greeting from {peer}; the peer sent {text}, so this is probably not a QMP monitor"
        : $"waiting for a QMP greeting from {peer}; another client may hold the monitor, which serves one at a time, or this is not a QMP monitor";

    /// <summary>
    /// A connection that can no longer be written to may still hold events and the reason of its end, so reading has the
    /// first word.
    /// </summary>
    private async Task OnWriteFailedAsync(Exception exception)
    {
        if (exception is not QmpTimeoutException)
        {
            await Task.Delay(WriteFailureGrace, _options.TimeProvider, _abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Close(SessionFailures.For(exception, IsShuttingDown));
    }

    private async Task AbortAsync()
    {
        await _abort.CancelAsync().ConfigureAwait(false);

        // A stream may take no notice of a token; closing it ends any read.
        await CloseStreamAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the stream once, since not every stream can be closed from two sides at one time.</summary>
    private async Task CloseStreamAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _closed, closed, null) is { } other)
        {
            await other.Task.ConfigureAwait(false);
            return;
        }

        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The session is over and has its reason; a stream that fails to close changes nothing.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        closed.SetResult();
    }
}
