using System.Text;
using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;

namespace QmpGen.Protocol;

/// <content>What goes out, on the callers' threads.</content>
internal sealed partial class QmpSession
{
    /// <summary>Sends a command.</summary>
    /// <returns>The text of what it returned.</returns>
    public Task<byte[]> SendAsync(QmpCommand command, CancellationToken cancellationToken) =>
        !command.IsOutOfBand && _gate is { } gate
            ? SendAsync(command, gate, cancellationToken)
            : WaitAsync(Send(command, gate: null), cancellationToken);

    private async Task<byte[]> SendAsync(QmpCommand command, InBandGate gate, CancellationToken cancellationToken)
    {
        await EnterAsync(gate, command, cancellationToken).ConfigureAwait(false);
        return await WaitAsync(Send(command, gate), cancellationToken).ConfigureAwait(false);
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

    private PendingCommand Send(QmpCommand command, InBandGate? gate)
    {
        var pending = new PendingCommand(command.Name, gate);
        Send(command, pending);
        return pending;
    }

    private void Send(QmpCommand command, PendingCommand pending)
    {
        try
        {
            pending.Id = _pending.NextId();
            var message = CommandMessage.Write(command, pending.Id);
            _pending.Add(pending);
            if (command.Name == "quit")
            {
                // Not as a part of every command: another thread's could take it back.
                _sentQuit = true;
            }

            if (_logger.IsEnabled(LogLevel.Trace))
            {
                Log.Sent(_logger, Encoding.UTF8.GetString(message).TrimEnd());
            }

            _writer.Send(message);
        }
        catch
        {
            pending.ReleaseSlot();
            throw;
        }
    }

    private async Task EnterAsync(InBandGate gate, QmpCommand command, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abort.Token);
        try
        {
            await gate.EnterAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_reason is { } reason && !cancellationToken.IsCancellationRequested)
        {
            throw new QmpConnectionClosedException(reason, $"The command '{command.Name}'");
        }
    }
}
