using System.Text;
using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;
using QmpGen.Framing;

namespace QmpGen.Protocol;

/// <summary>
/// One connection from its first byte to its last. Its read loop alone moves it from state to state, and it ends for
/// exactly one reason, with which everything that was pending ends too.
/// </summary>
internal sealed class QmpSession : IAsyncDisposable
{
    private static readonly TimeSpan WriteFailureGrace = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;
    private readonly QmpClientOptions _options;
    private readonly IEventSink _events;
    private readonly ILogger _logger;
    private readonly FrameReader _frames;
    private readonly CommandWriter _writer;
    private readonly InBandGate _gate = new();
    private readonly PendingCommands _pending;
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource<Greeting> _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _negotiated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<QmpClientState> _stateChanged;
    private readonly ClientCounters _counters;
    private QmpCloseReason? _reason;
    private PendingCommand? _negotiation;
    private bool _shutdownAnnounced;
    private string? _strayText;

    /// <summary>Starts to read.</summary>
    /// <param name="stream">The connection; the session owns it.</param>
    /// <param name="options">Limits and wishes.</param>
    /// <param name="events">Takes the events.</param>
    /// <param name="stateChanged">Told of each new state.</param>
    /// <param name="counters">What to count in.</param>
    /// <param name="logger">Where to log to.</param>
    public QmpSession(Stream stream, QmpClientOptions options, IEventSink events, Action<QmpClientState> stateChanged, ClientCounters counters, ILogger logger)
    {
        _stream = stream;
        _options = options;
        _events = events;
        _stateChanged = stateChanged;
        _counters = counters;
        _logger = logger;
        _frames = new FrameReader(stream, options.MaxMessageSize);
        _pending = new PendingCommands(_gate);
        _writer = new CommandWriter(stream, options.WriteTimeout, options.TimeProvider) { Failed = OnWriteFailedAsync, Aborted = _abort.Token };
        stateChanged(QmpClientState.Greeting);
        Completion = RunAsync();
    }

    /// <summary>The reason of the end; never fails.</summary>
    public Task<QmpCloseReason> Completion { get; }

    /// <summary>The server's greeting, once it has come.</summary>
    public Greeting? Greeting { get; private set; }

    /// <summary>What has been enabled of what the greeting offers.</summary>
    public IReadOnlyList<string> EnabledCapabilities { get; private set; } = [];

    /// <summary>Whether commands may be run; stays true after the end.</summary>
    public bool IsNegotiated => _negotiated.Task.IsCompletedSuccessfully;

    /// <summary>Waits until commands may be run.</summary>
    /// <exception cref="QmpException">The negotiation failed, took too long, or the connection ended before it was over.</exception>
    public async Task NegotiateAsync(CancellationToken cancellationToken)
    {
        await WithinAsync(_greeted.Task, QmpTimeoutKind.Greeting, _options.GreetingTimeout, DescribeSilence, cancellationToken).ConfigureAwait(false);
        await WithinAsync(
            _negotiated.Task,
            QmpTimeoutKind.Negotiation,
            _options.NegotiationTimeout,
            static () => "The server greeted but did not answer qmp_capabilities in time",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a command.</summary>
    /// <returns>The text of what it returned.</returns>
    public async Task<byte[]> SendAsync(QmpCommand command, CancellationToken cancellationToken)
    {
        var holdsSlot = _gate.IsOn && !command.IsOutOfBand;
        if (holdsSlot)
        {
            await EnterGateAsync(command, cancellationToken).ConfigureAwait(false);
        }

        var pending = new PendingCommand(command.Name, holdsSlot);
        var id = Send(command, pending);
        try
        {
            return await pending.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _pending.Abandon(id);
            throw;
        }
    }

    /// <summary>Ends the session, unless it has ended already.</summary>
    public void Close(QmpCloseReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            // Not on this thread: what waits for it may go on in a caller's code.
            _ = _abort.CancelAsync();
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
            while (await _frames.FillAsync(_abort.Token).ConfigureAwait(false))
            {
                ReadFrames();
            }

            ending = SessionFailures.EndOfStream(_frames, _shutdownAnnounced);
        }
#pragma warning disable CA1031 // A stream may fail with anything, and whatever it is, it is the reason of the session's end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ending = SessionFailures.For(exception, _shutdownAnnounced);
        }

        Close(ending);
        var reason = _reason!;
        _pending.Close(reason);
        Fail(_greeted, reason);
        Fail(_negotiated, reason);
        await CloseStreamAsync().ConfigureAwait(false);
        await _writer.StopAsync().ConfigureAwait(false);
        _frames.Dispose();
        return reason;
    }

    private void ReadFrames()
    {
        while (_frames.Read(out var text) is var kind and not FrameKind.Incomplete)
        {
            if (_logger.IsEnabled(LogLevel.Trace))
            {
                Log.Received(_logger, Encoding.UTF8.GetString(text));
            }

            if (kind == FrameKind.Stray)
            {
                _strayText ??= Excerpt.Of(text);
                Skip(text);
            }
            else
            {
                ReadMessage(text);
            }
        }
    }

    private void ReadMessage(ReadOnlySpan<byte> text)
    {
        if (EventName.TryPeek(text, out var name))
        {
            OnEvent(name, text);
            return;
        }

        var message = Envelope.Read(text);
        switch (message.Kind)
        {
            case MessageKind.Event:
                OnEvent(EventName.Unquote(message.Payload), text);
                break;
            case MessageKind.Return or MessageKind.Error:
                OnReply(message, text);
                break;
            case MessageKind.Greeting when Greeting is null && message.IsValid:
                OnGreeting(Greeting.Read(message.Payload));
                break;
            default:
                Skip(text);
                break;
        }
    }

    private void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        _shutdownAnnounced |= name.SequenceEqual("SHUTDOWN"u8);
        _events.Accept(name, text);
    }

    private void OnGreeting(Greeting greeting)
    {
        Greeting = greeting;
        EnabledCapabilities = _options.EnableOutOfBand && greeting.Capabilities.Contains("oob") ? ["oob"] : [];
        _stateChanged(QmpClientState.Negotiating);
        _negotiation = new PendingCommand("qmp_capabilities", holdsSlot: false);
        Send(
            EnabledCapabilities.Count == 0 ? new QmpCommand(_negotiation.Name) : new QmpCommand(_negotiation.Name, """{"enable": ["oob"]}"""),
            _negotiation);
        _greeted.TrySetResult(greeting);
    }

    private void OnReply(Envelope reply, ReadOnlySpan<byte> text)
    {
        if (reply.Id.IsEmpty)
        {
            OnReplyToNobody(reply, text);
        }
        else if (!_pending.TryTake(reply.Id, out var command))
        {
            Skip(text);
        }
        else if (command is null)
        {
            Log.LateReply(_logger);
            _counters.ReplyLate();
        }
        else
        {
            Answer(command, reply, text);
        }

        if (_negotiation is { Task.IsCompleted: true } negotiation)
        {
            _negotiation = null;
            OnNegotiated(negotiation.Task);
        }
    }

    /// <summary>Something that answers a command and does not say which: all must hear of it, or one would wait for ever.</summary>
    private void OnReplyToNobody(Envelope reply, ReadOnlySpan<byte> text)
    {
        Func<string, QmpException> failureOf;
        if (reply.Kind == MessageKind.Error)
        {
            var error = ErrorReply.Read(reply.Payload);
            failureOf = name => error.ToException(name, hadId: false);
        }
        else
        {
            var excerpt = Excerpt.Of(text);
            failureOf = name => new QmpProtocolException($"The command '{name}' was in flight when a reply came that does not say which command it answers: {excerpt}.");
        }

        Log.ReplyWithoutId(_logger, _pending.FailAll(failureOf), reply.Kind);
    }

    private static void Answer(PendingCommand command, Envelope reply, ReadOnlySpan<byte> text)
    {
        if (reply.Kind == MessageKind.Error)
        {
            command.TrySetException(ErrorReply.Read(reply.Payload).ToException(command.Name, hadId: true));
        }
        else if (!reply.IsValid)
        {
            command.TrySetException(new QmpProtocolException($"The reply to the command '{command.Name}' is no valid JSON: {Excerpt.Of(text)}."));
        }
        else
        {
            command.TrySetResult(CommandResult.Copy(reply.Payload));
        }
    }

    private void OnNegotiated(Task<byte[]> negotiation)
    {
        var error = negotiation.Exception?.InnerException;

        // A server of 2009, whose greeting has no version, does not know the command and needs no negotiation.
        if (error is not null && !(error is QmpCommandException { ErrorClass: "CommandNotFound" } && Greeting!.Version is null))
        {
            Close(SessionFailures.For(error, _shutdownAnnounced));
            return;
        }

        _gate.IsOn = EnabledCapabilities.Contains("oob");
        _stateChanged(QmpClientState.Running);
        _events.Negotiated();
        _negotiated.TrySetResult();
    }

    private long Send(QmpCommand command, PendingCommand pending)
    {
        var id = _pending.NextId();
        try
        {
            var message = CommandMessage.Write(command, id);
            _pending.Add(id, pending);
            _shutdownAnnounced |= command.Name == "quit";
            if (_logger.IsEnabled(LogLevel.Trace))
            {
                Log.Sent(_logger, Encoding.UTF8.GetString(message.WrittenSpan).TrimEnd());
            }

            _writer.Send(message.WrittenMemory);
            return id;
        }
        catch when (pending.HoldsSlot)
        {
            _gate.Release();
            throw;
        }
    }

    private async Task EnterGateAsync(QmpCommand command, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abort.Token);
        try
        {
            await _gate.EnterAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_reason is { } reason && !cancellationToken.IsCancellationRequested)
        {
            throw new QmpConnectionClosedException(reason, $"The command '{command.Name}'");
        }
    }

    private async Task WithinAsync(Task task, QmpTimeoutKind kind, TimeSpan timeout, Func<string> describe, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(timeout, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var exception = new QmpTimeoutException(kind, timeout, describe());
            Close(SessionFailures.For(exception, shutdownAnnounced: false));
            throw exception;
        }
    }

    private string DescribeSilence() => _strayText is { } text
        ? $"Connected, but no QMP greeting came; the peer sent {text}, so this is probably no QMP monitor"
        : "Connected, but no QMP greeting came; a monitor serves one client at a time, so another client may hold it, or this is no QMP monitor";

    private void Skip(ReadOnlySpan<byte> text)
    {
        Log.MessageSkipped(_logger, text.Length);
        _counters.MessageSkipped();
    }

    /// <summary>A connection that can no longer be written to may still hold events and the reason of its end, so reading has the first word.</summary>
    private async Task OnWriteFailedAsync(Exception exception)
    {
        if (exception is not QmpTimeoutException)
        {
            await Task.Delay(WriteFailureGrace, _options.TimeProvider, _abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Close(SessionFailures.For(exception, _shutdownAnnounced));
    }

    private async Task CloseStreamAsync()
    {
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The session is over and has its reason; a stream that fails to close changes nothing.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static void Fail<T>(TaskCompletionSource<T> source, QmpCloseReason reason)
    {
        if (source.TrySetException(new QmpConnectionClosedException(reason, "The negotiation")))
        {
            _ = source.Task.Exception;
        }
    }

    private static void Fail(TaskCompletionSource source, QmpCloseReason reason)
    {
        if (source.TrySetException(new QmpConnectionClosedException(reason, "The negotiation")))
        {
            _ = source.Task.Exception;
        }
    }
}
