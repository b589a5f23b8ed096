using System.Buffers.Text;

namespace QmpGen.Protocol;

/// <summary>
/// The commands in flight, in the order in which they were added: a reply is nearly always for the first. Adding and
/// ending exclude each other, so no command can slip in after the end and wait for ever.
/// </summary>
internal sealed class PendingCommands
{
    private readonly Lock _lock = new();
    private PendingCommand? _first;
    private PendingCommand? _last;
    private QmpCloseReason? _closed;
    private long _lastId;

    /// <summary>An id that no command of this session has had.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Takes a command in, before it is written: its reply may be faster than the writer.</summary>
    /// <exception cref="QmpConnectionClosedException">The session is over.</exception>
    public void Add(PendingCommand command)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                throw new QmpConnectionClosedException(_closed, $"The command '{command.Name}'");
            }

            if (_last is null)
            {
                _first = command;
            }
            else
            {
                _last.Next = command;
            }

            command.Previous = _last;
            command.IsInFlight = true;
            _last = command;
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
            command = _first;
            while (command is not null && command.Id != id)
            {
                command = command.Next;
            }

            Remove(command);
        }

        command?.ReleaseSlot();
        command = command is { IsAbandoned: false } ? command : null;
        return true;
    }

    /// <summary>Notes that nobody waits for the command any more.</summary>
    public void Abandon(PendingCommand command)
    {
        lock (_lock)
        {
            // The server still works on it, so its slot is not free before the reply.
            command.IsAbandoned = true;
            if (!command.HoldsSlot)
            {
                Remove(command);
            }
        }
    }

    /// <summary>Fails every command in flight: something came that answers one of them and does not say which.</summary>
    /// <param name="failureOf">Makes the failure of the command of a name.</param>
    /// <returns>How many there were.</returns>
    public int FailAll(Func<string, QmpException> failureOf)
    {
        var count = 0;
        for (var command = TakeAll(); command is not null; command = command.Next)
        {
            command.ReleaseSlot();
            _ = command.IsAbandoned || command.TrySetException(failureOf(command.Name));
            count++;
        }

        return count;
    }

    /// <summary>Fails every command in flight and every later one with the reason of the session's end.</summary>
    public void Close(QmpCloseReason reason)
    {
        lock (_lock)
        {
            _closed ??= reason;
        }

        for (var command = TakeAll(); command is not null; command = command.Next)
        {
            _ = command.IsAbandoned || command.TrySetException(new QmpConnectionClosedException(reason, $"The command '{command.Name}'"));
        }
    }

    private PendingCommand? TakeAll()
    {
        lock (_lock)
        {
            var all = _first;
            (_first, _last) = (null, null);
            for (var command = all; command is not null; command = command.Next)
            {
                // Whoever abandons it now must not touch those that are added later.
                command.IsInFlight = false;
            }

            return all;
        }
    }

    private void Remove(PendingCommand? command)
    {
        if (command is not { IsInFlight: true })
        {
            return;
        }

        var (before, after) = (command.Previous, command.Next);
        _first = before is null ? after : _first;
        _last = after is null ? before : _last;
        before?.Next = after;
        after?.Previous = before;
        (command.Previous, command.Next, command.IsInFlight) = (null, null, false);
    }
}
