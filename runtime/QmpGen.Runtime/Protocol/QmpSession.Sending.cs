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

    private long Send(QmpCommand command, PendingCommand pending)
    {
        var id = _pending.NextId();
        try
        {
            var message = CommandMessage.Write(command, id);
            _pending.Add(id, pending);
            _sentQuit |= command.Name == "quit";
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
}
