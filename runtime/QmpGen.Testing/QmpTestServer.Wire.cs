using System.Text.Json;

namespace QmpGen.Testing;

/// <content>What connections tell the server and ask of it.</content>
public sealed partial class QmpTestServer
{
    internal string WireFormOf(QmpEvent qmpEvent) => MessageLayout.WithBlanks(Stamped(qmpEvent).ToJson());

    internal void Received(JsonElement message)
    {
        var command = QmpTestCommand.From(message);
        TaskCompletionSource<QmpTestCommand>? waiter = null;
        lock (_conversation)
        {
            _commands.Add(command);
            var index = _waiting.FindIndex(w => w.Name == command.Name);
            if (index < 0)
            {
                _unclaimed.Add(command);
            }
            else
            {
                waiter = _waiting[index].Came;
                _waiting.RemoveAt(index);
            }
        }

        waiter?.TrySetResult(command);
    }

    internal Task AnswerAsync(QmpTestConnection connection, QmpTestCommand command, CancellationToken cancellationToken) =>
        _answers.TryGetValue(command.Name, out var answer)
            ? answer(connection, command, cancellationToken)
            : connection.ReplyAsync(command, """{"return": {}, "id": $id}""", cancellationToken);

    internal void Ready(QmpTestConnection connection)
    {
        lock (_conversation)
        {
            if (!_ready.Contains(connection))
            {
                _ready.Add(connection);
            }

            _anyReady.TrySetResult();
        }
    }

    internal void Gone(QmpTestConnection connection)
    {
        lock (_conversation)
        {
            if (_ready.Remove(connection) && _ready.Count == 0)
            {
                _anyReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private QmpEvent Stamped(QmpEvent qmpEvent) => qmpEvent.Timestamp.IsPresent
        ? qmpEvent
        : qmpEvent with { Timestamp = HasClock ? QmpTimestamp.FromTime(Time.GetUtcNow()) : new QmpTimestamp(-1, -1) };

    private QmpTestConnection[] ReadyConnections()
    {
        lock (_conversation)
        {
            return [.. _ready];
        }
    }

    /// <summary>Sends to all that are there.</summary>
    /// <returns>Whether there was one.</returns>
    private async Task<bool> BroadcastAsync(string message, CancellationToken cancellationToken)
    {
        var sent = false;
        foreach (var connection in ReadyConnections())
        {
            try
            {
                await connection.SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
                sent = true;
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                Gone(connection);
            }
        }

        return sent;
    }
}
