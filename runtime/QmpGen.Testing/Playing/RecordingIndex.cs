namespace QmpGen.Testing;

/// <summary>What a recording holds, read in one go: which machines, how often each was connected, what was run.</summary>
/// <param name="Machines">The machines, in the order in which they first appear.</param>
internal sealed record RecordingIndex(IReadOnlyList<RecordedMachine> Machines)
{
    /// <summary>Reads a recording through.</summary>
    public static RecordingIndex Read(QmpRecording recording)
    {
        var machines = new List<RecordedMachine>();
        var byName = new Dictionary<string, RecordedMachine>(StringComparer.Ordinal);
        foreach (var (number, line) in recording.Lines.Index())
        {
            if (!byName.TryGetValue(line.Vm, out var machine))
            {
                machine = new RecordedMachine(line.Vm, number);
                byName.Add(line.Vm, machine);
                machines.Add(machine);
            }

            machine.Note(line);
        }

        return new RecordingIndex(machines);
    }
}

/// <summary>One machine of a recording.</summary>
internal sealed class RecordedMachine(string vm, long firstLine)
{
    private readonly List<RecordedConnection> _connections = [];
    private readonly ConnectionCounter _counter = new();

    public string Vm { get; } = vm;

    /// <summary>The number of its first line in the recording, from 0 on.</summary>
    public long FirstLine { get; } = firstLine;

    public IReadOnlyList<RecordedConnection> Connections => _connections;

    public void Note(QmpRecordedLine line)
    {
        if (_counter.NumberOf(line) is var number && number == _connections.Count)
        {
            _connections.Add(new RecordedConnection());
        }

        if (line is QmpRecordedMessage message)
        {
            _connections[number].Note(RecordedMessage.Of(message));
        }
    }
}

/// <summary>
/// Tells which connection of a machine a line belongs to; a recording may lack the lines that say where one starts and ends.
/// </summary>
internal sealed class ConnectionCounter
{
    private int _current = -1;
    private bool _isConnected;

    /// <summary>The number of the connection of the next line, from 0 on; -1 before the first.</summary>
    public int NumberOf(QmpRecordedLine line)
    {
        if (line is QmpRecordedState { State: QmpRecordedStateKind.Connected } || (!_isConnected && line is QmpRecordedMessage))
        {
            _current++;
            _isConnected = true;
        }
        else if (line is QmpRecordedState { State: QmpRecordedStateKind.Disconnected })
        {
            _isConnected = false;
        }

        return _current;
    }
}

/// <summary>One connection of a recorded machine.</summary>
internal sealed class RecordedConnection
{
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);

    /// <summary>Whether its greeting was recorded; not so if the recording started in the middle of it.</summary>
    public bool HasGreeting { get; private set; }

    /// <summary>How many commands of a name got a reply.</summary>
    public int AnsweredCount(string command) => _answered.GetValueOrDefault(command);

    public void Note(RecordedMessage message)
    {
        HasGreeting |= message.Kind == RecordedMessageKind.Greeting;
        if (message is { Kind: RecordedMessageKind.Command, Name: { } name, Id: { } sentId })
        {
            _open[sentId] = name;
        }
        else if (message is { Kind: RecordedMessageKind.Reply, Id: { } id } && _open.Remove(id, out var command))
        {
            _answered[command] = AnsweredCount(command) + 1;
        }
    }
}
