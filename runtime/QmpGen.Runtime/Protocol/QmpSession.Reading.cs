using System.Text;
using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;
using QmpGen.Framing;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <content>What comes in, on the read loop.</content>
internal sealed partial class QmpSession
{
    private bool _sentQuit;
    private bool _isExiting;
    private int _exitNotices;
    private EventHeader _header;

    /// <summary>Whether QEMU is about to exit, so that the end of the connection is no surprise.</summary>
    private bool IsShuttingDown => _sentQuit || _isExiting;

    /// <summary>Reads what has come.</summary>
    /// <returns>Whether anything was whole.</returns>
    private bool ReadFrames()
    {
        var hasEnded = false;
        var isTraced = _logger.IsEnabled(LogLevel.Trace);
        while (ReadFrame(out var text) is var kind and not FrameKind.Incomplete)
        {
            hasEnded = true;
            if (kind == FrameKind.TooLarge)
            {
                throw new QmpMessageTooLargeException(_options.MaxMessageSize);
            }

            if (isTraced)
            {
                Log.Received(_logger, ForeignText.OnOneLine(Encoding.UTF8.GetString(text).ReplaceLineEndings(" ")));
            }

            if (kind == FrameKind.Stray)
            {
                Skip(text);
            }
            else if (_header.Length > 0)
            {
                OnEvent(_header, _header.Name(text), text);
            }
            else
            {
                ReadMessage(text);
            }
        }

        return hasEnded;
    }

    private FrameKind ReadFrame(out ReadOnlySpan<byte> text)
    {
        if (!_frames.IsInsideValue)
        {
            _header = EventHeader.Of(_frames.Upcoming());
            if (_header.Length > 0)
            {
                _frames.Enter(_header.Length);
            }
        }

        return _frames.Read(out text);
    }

    private void ReadMessage(ReadOnlySpan<byte> text)
    {
        var message = Envelope.Read(text);
        switch (message.Kind)
        {
            case MessageKind.Event:
                OnEvent(default, EventName.Unquote(message.Payload), text);
                break;
            case MessageKind.Return or MessageKind.Error:
                OnReply(message, text);
                break;
            case MessageKind.Greeting when Greeting is null && _negotiation is { } negotiation && Envelope.IsValid(text):
                OnGreeting(Greeting.Read(message.Payload), negotiation);
                break;
            default:
                Skip(text);
                break;
        }
    }

    private void OnEvent(EventHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (name.SequenceEqual("SHUTDOWN"u8))
        {
            _isExiting = true;
            Volatile.Write(ref _exitNotices, _exitNotices + 1);
        }
        else if (_isExiting && ExitNotice.IsTakenBackBy(name))
        {
            _isExiting = false;
        }

        if (_negotiation is { } negotiation)
        {
            negotiation.HasSeenEvent = true;
        }

        _owner.Received(header, name, text);
    }

    private void OnGreeting(Greeting greeting, Negotiation negotiation)
    {
        Greeting = greeting;
        EnabledCapabilities = _options.EnableOutOfBand && greeting.Capabilities.Contains("oob") ? ["oob"] : [];
        _owner.Greeted();
        var command = EnabledCapabilities.Count == 0 ? new QmpCommand("qmp_capabilities") : new QmpCommand(
            "qmp_capabilities", """{"enable": ["oob"]}""");
        var outgoing = Write(command);
        negotiation.Command = outgoing.Pending;
        Send(outgoing);
        negotiation.Greet();
    }

    private void OnReply(Envelope reply, ReadOnlySpan<byte> text)
    {
        if (reply.Id.IsEmpty)
        {
            OnReplyWithoutId(reply, text);
        }
        else if (!_pending.TryTake(reply.Id, out var command))
        {
            Skip(text);
        }
        else if (command is null)
        {
            _counters.ReplyLate();
            _counters.Lines(_logger, _options.TimeProvider).ReplyLate();
        }
        else
        {
            Answer(command, reply, text);
        }

        if (_negotiation is { Command.Task: { IsCompleted: true } answer } negotiation)
        {
            negotiation.Command = null;
            OnNegotiated(negotiation, answer);
        }
    }

    /// <summary>Something that answers a command and does not say which: all must hear of it, or one would wait for ever.</summary>
    private void OnReplyWithoutId(Envelope reply, ReadOnlySpan<byte> text)
    {
        if (_pending.IsEmpty)
        {
            Skip(text);
            return;
        }

        Func<string, QmpException> failureOf;
        if (reply.Kind == MessageKind.Error)
        {
            var error = ErrorReply.Read(reply.Payload);
            failureOf = name => error.ToException(name, hadId: false);
        }
        else
        {
            var excerpt = Excerpt.Of(text);
            failureOf = name => new QmpProtocolException($"The command '{name}' was in flight when a reply without an id arrived: "
                + $"{excerpt}. It may answer any command, so all of them fail.");
        }

        if (_pending.FailAll(failureOf) is > 0 and var count)
        {
            Log.ReplyWithoutId(_logger, count, reply.Kind);
        }
    }

    private void Answer(PendingCommand command, Envelope reply, ReadOnlySpan<byte> text)
    {
        if (_isExiting && ExitNotice.IsTakenBackBy(command, _exitNotices))
        {
            _isExiting = false;
        }

        if (reply.Kind == MessageKind.Error)
        {
            if (command.Name == "quit")
            {
                _sentQuit = false;
            }

            var failure = ErrorReply.Read(reply.Payload).ToException(command.Name, hadId: true);
            Log.CommandFailed(_logger, command.Name, failure.Message);
            command.TrySetException(failure);
        }
        else if (!Envelope.IsValid(text))
        {
            command.TrySetException(
                new QmpProtocolException($"The reply to the command '{command.Name}' is not valid JSON: {Excerpt.Of(text)}."));
        }
        else
        {
            command.TrySetResult(CommandResult.Copy(reply.Payload));
        }
    }

    private void OnNegotiated(Negotiation negotiation, Task<byte[]> answer)
    {
        var error = answer.Exception?.InnerException;

        // A server of 2009, whose greeting has no version, does not know the command and needs no negotiation.
        if (error is not null && !(error is QmpCommandException { ErrorClass: "CommandNotFound" } && Greeting!.Version is null))
        {
            Close(SessionFailures.For(error, IsShuttingDown));
            return;
        }

        _gate = EnabledCapabilities.Contains("oob") ? new InBandGate() : null;
        _owner.Negotiated();
        negotiation.Finish();
    }

    private void Skip(ReadOnlySpan<byte> text)
    {
        _counters.MessageSkipped();
        _counters.Lines(_logger, _options.TimeProvider).MessageSkipped(text.Length);
    }
}
