using System.Buffers.Text;

namespace QmpGen.Protocol;

/// <summary>
/// The commands in flight by id. Adding to it and ending it exclude each other, so no command can slip in after the end
/// and wait for ever.
/// </summary>
/// <param name="gate">Told when a command that holds a slot has been answered.</param>
internal sealed class PendingCommands(InBandGate gate)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, PendingCommand> _commands = [];
    private QmpCloseReason? _closed;
    private long _lastId;

    /// <summary>An id that no command of this session has had.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Takes a command in, before it is written: its reply may be faster than the writer.</summary>
    /// <exception cref="QmpConnectionClosedException">The session is over.</exception>
    public void Add(long id, PendingCommand command)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                throw new QmpConnectionClosedException(_closed, $"The command '{command.Name}'");
            }

            _commands.Add(id, command);
        }
    }

    /// <summary>Finds the command that a reply belongs to and takes it out.</summary>
    /// <param name="idText">The id as it came.</param>
    /// <param name="command">The command, if somebody still waits for it.</param>
    /// <returns>Whether the id is one that this session gave out: a reply without a command is then a late one.</returns>
    public bool TryTake(ReadOnlySpan<byte> idText, out PendingCommand? command)
    {
        command = null;
        if (!Utf8Parser.TryParse(idText, out long id, out var used) || used != idText.Length || id <= 0 || id > Volatile.Read(ref _lastId))
        {
            return false;
        }

        lock (_lock)
        {
            if (!_commands.Remove(id, out command))
            {
                return true;
            }
        }

        ReleaseSlot(command);
        command = command.IsAbandoned ? null : command;
        return true;
    }

    /// <summary>Notes that nobody waits for the command any more.</summary>
    public void Abandon(long id)
    {
        lock (_lock)
        {
            if (!_commands.TryGetValue(id, out var command))
            {
                return;
            }

            // The server still works on it, so its slot is not free before the reply.
            command.IsAbandoned = true;
            if (!command.HoldsSlot)
            {
                _commands.Remove(id);
            }
        }
    }

    /// <summary>Fails every command in flight: something came that answers one of them and does not say which.</summary>
    /// <param name="failureOf">Makes the failure of the command of a name.</param>
    /// <returns>How many there were.</returns>
    public int FailAll(Func<string, QmpException> failureOf)
    {
        var failed = TakeAll();
        foreach (var command in failed)
        {
            ReleaseSlot(command);
            _ = command.IsAbandoned || command.TrySetException(failureOf(command.Name));
        }

        return failed.Length;
    }

    /// <summary>Fails every command in flight and every later one with the reason of the session's end.</summary>
    public void Close(QmpCloseReason reason)
    {
        lock (_lock)
        {
            _closed ??= reason;
        }

        foreach (var command in TakeAll())
        {
            _ = command.IsAbandoned || command.TrySetException(new QmpConnectionClosedException(reason, $"The command '{command.Name}'"));
        }
    }

    private PendingCommand[] TakeAll()
    {
        lock (_lock)
        {
            var all = _commands.Values.ToArray();
            _commands.Clear();
            return all;
        }
    }

    private void ReleaseSlot(PendingCommand command)
    {
        if (command.HoldsSlot)
        {
            gate.Release();
        }
    }
}
