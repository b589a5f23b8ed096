using System.Text;

namespace QmpGen.Testing;

/// <summary>
/// Brings the commands of a client together with the replies that were recorded, by the commands' names and in their order.
/// </summary>
internal sealed class PlayedReplies(RecordedConnection recorded)
{
    private readonly Lock _matching = new();
    private readonly Dictionary<string, Queue<ReadOnlyMemory<byte>>> _replies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<string?>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>Takes a command of the client.</summary>
    /// <returns>The reply, if it is due already.</returns>
    public ReadOnlyMemory<byte>? Ask(RecordedMessage command)
    {
        var name = command.Name ?? string.Empty;
        lock (_matching)
        {
            var asked = _asked[name] = _asked.GetValueOrDefault(name) + 1;
            if (asked > recorded.AnsweredCount(name))
            {
                return RecordedMessage.WithId(ReplyToUnrecorded(name), command.Id);
            }

            if (_replies.TryGetValue(name, out var replies) && replies.TryDequeue(out var reply))
            {
                return RecordedMessage.WithId(reply, command.Id);
            }

            QueueOf(_waiting, name).Enqueue(command.Id);
            return null;
        }
    }

    /// <summary>Takes a recorded reply that has become due.</summary>
    /// <returns>The reply, if a command waits for it.</returns>
    public ReadOnlyMemory<byte>? Record(string command, ReadOnlyMemory<byte> reply)
    {
        lock (_matching)
        {
            if (_waiting.TryGetValue(command, out var waiting) && waiting.TryDequeue(out var id))
            {
                return RecordedMessage.WithId(reply, id);
            }

            QueueOf(_replies, command).Enqueue(reply);
            return null;
        }
    }

    private static Queue<T> QueueOf<T>(Dictionary<string, Queue<T>> queues, string name)
    {
        if (!queues.TryGetValue(name, out var queue))
        {
            queues.Add(name, queue = new Queue<T>());
        }

        return queue;
    }

    // Without the negotiation nothing could be played at all.
    private static byte[] ReplyToUnrecorded(string name) => Encoding.UTF8.GetBytes(name == PlayedConnection.Negotiation
        ? """{"return": {}}"""
        : $$$"""{"error": {"class": "CommandNotFound", "desc": "The recording has no more replies to the command {{{System.Text.Json.JsonEncodedText.Encode(name)}}}"}}""");
}
