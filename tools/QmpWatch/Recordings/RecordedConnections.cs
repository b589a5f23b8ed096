using QmpGen.Testing;

namespace QmpWatch.Recordings;

/// <summary>How the connections of one recorded machine ended, in their order; null where the recording has no end of one.</summary>
internal sealed class RecordedConnections
{
    private readonly List<string?> _ends = [];
    private bool _isConnected;

    /// <summary>What the recorder writes where its own side ended the connection.</summary>
    private const string ClosedByClient = "closed by the client";

    public int Count => _ends.Count;

    /// <summary>The machines of a recording.</summary>
    public static IReadOnlyDictionary<string, RecordedConnections> Of(QmpRecording recording)
    {
        var machines = new Dictionary<string, RecordedConnections>(StringComparer.Ordinal);
        foreach (var line in recording.Lines)
        {
            if (!machines.TryGetValue(line.Vm, out var machine))
            {
                machines[line.Vm] = machine = new RecordedConnections();
            }

            machine.Take(line);
        }

        return machines;
    }

    /// <summary>Whether a connection was watched to the end of the recording, so that how the machine ended is not in it.</summary>
    /// <param name="connection">The connection, counted from 0.</param>
    public bool EndsWithRecording(int connection) => _ends[connection] is null or ClosedByClient;

    private void Take(QmpRecordedLine line)
    {
        switch (line)
        {
            case QmpRecordedState { State: QmpRecordedStateKind.Disconnected } end when _isConnected:
                _ends[^1] = end.Detail ?? string.Empty;
                _isConnected = false;
                break;
            case QmpRecordedState { State: QmpRecordedStateKind.Connected }:
            case QmpRecordedMessage when !_isConnected:
                // A recording that starts in the middle of a session lacks the line that says so.
                _ends.Add(null);
                _isConnected = true;
                break;
            default:
                break;
        }
    }
}
