using System.Text;
using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;

namespace QmpGen.Protocol;

/// <content>What goes out, on the callers' threads.</content>
internal sealed partial class QmpSession
{
    /// <summary>Writes a command, but does not send it. Only here does code of the caller's run, what writes the arguments.</summary>
    public OutgoingCommand Write(ISentCommand command)
    {
        var id = _pending.NextId();
        var pending = new PendingCommand(command.Name, id, command.IsOutOfBand ? null : _gate)
        {
            ExitNoticesBefore = command.IsOutOfBand ? -1 : Volatile.Read(ref _exitNotices),
        };
        return new OutgoingCommand(pending, CommandMessage.Write(command, id));
    }

    /// <summary>Sends a command.</summary>
    /// <returns>The text of what it returned.</returns>
    public Task<byte[]> SendAsync(OutgoingCommand command, CancellationToken cancellationToken)
    {
        if (command.Pending.Gate is { } gate)
        {
            return SendAsync(command, gate, cancellationToken);
        }

        Send(command);
        return WaitAsync(command.Pending, cancellationToken);
    }

    /// <summary>
    /// Sends a command that waits for no slot. Its limit costs less than a <see cref="Deadline"/>: only the reply is waited for.
    /// </summary>
    /// <exception cref="TimeoutException">The time has passed.</exception>
    public async Task<byte[]> SendInTimeAsync(
        OutgoingCommand command, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Send(command);
        try
        {
            return await command.Pending.Task.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _pending.Abandon(command.Pending);
            throw;
        }
    }

    private async Task<byte[]> SendAsync(OutgoingCommand command, InBandGate gate, CancellationToken cancellationToken)
    {
        await EnterAsync(gate, command.Pending.Name, cancellationToken).ConfigureAwait(false);
        try
        {
            Send(command);
        }
        catch
        {
            gate.Release();
            throw;
        }

        return await WaitAsync(command.Pending, cancellationToken).ConfigureAwait(false);
    }

    private Task<byte[]> WaitAsync(PendingCommand pending, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? WaitOrAbandonAsync(pending, cancellationToken) : pending.Task;

    private async Task<byte[]> WaitOrAbandonAsync(PendingCommand pending, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _pending.Abandon(pending);
            throw;
        }
    }

    private void Send(OutgoingCommand command)
    {
        _pending.Add(command.Pending);
        if (command.Pending.Name == "quit")
        {
            // Not as a part of every command: another thread's could take it back.
            _sentQuit = true;
        }

        if (_logger.IsEnabled(LogLevel.Trace))
        {
            Log.Sent(_logger, ForeignText.OnOneLine(Encoding.UTF8.GetString(command.Message).TrimEnd()));
        }

        _writer.Send(command.Message);
    }

    private async Task EnterAsync(InBandGate gate, string name, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abort.Token);
        try
        {
            await gate.EnterAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_reason is { } reason && !cancellationToken.IsCancellationRequested)
        {
            throw new QmpConnectionClosedException(reason, $"The command '{name}'");
        }
    }
}
