using System.Text;
using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;

namespace QmpGen.Protocol;

/// <content>What goes out, on the callers' threads.</content>
internal sealed partial class QmpSession
{
    /// <summary>Sends a command.</summary>
    /// <returns>The text of what it returned.</returns>
    public async Task<byte[]> SendAsync(QmpCommand command, CancellationToken cancellationToken)
    {
        var gate = command.IsOutOfBand ? null : _gate;
        if (gate is not null)
        {
            await EnterAsync(gate, command, cancellationToken).ConfigureAwait(false);
        }

        var pending = new PendingCommand(command.Name, gate);
        Send(command, pending);
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

    private void Send(QmpCommand command, PendingCommand pending)
    {
        try
        {
            pending.Id = _pending.NextId();
            var message = CommandMessage.Write(command, pending.Id);
            _pending.Add(pending);
            _sentQuit |= command.Name == "quit";
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
