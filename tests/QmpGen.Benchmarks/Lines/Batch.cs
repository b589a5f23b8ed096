using System.Text;

namespace QmpGen.Benchmarks.Lines;

/// <summary>Messages as they come from a socket, and where each of them stands.</summary>
public sealed class Batch
{
    private readonly string _name;
    private readonly (int Start, int Length)[] _places;

    /// <summary>Joins messages to one stretch of bytes.</summary>
    /// <param name="name">What the batch is called in tables.</param>
    /// <param name="messages">The messages without their line ends.</param>
    public Batch(string name, IReadOnlyList<string> messages)
    {
        _name = name;
        _places = new (int, int)[messages.Count];
        using var bytes = new MemoryStream();
        for (var i = 0; i < messages.Count; i++)
        {
            var message = Encoding.UTF8.GetBytes(messages[i]);
            _places[i] = ((int)bytes.Length, message.Length);
            bytes.Write(message);
            bytes.Write("\r\n"u8);
        }

        Bytes = bytes.ToArray();
    }

    /// <summary>Everything, line ends included.</summary>
    public byte[] Bytes { get; }

    /// <summary>How many messages there are.</summary>
    public int Count => _places.Length;

    /// <summary>One message without its line end.</summary>
    public ReadOnlySpan<byte> this[int index] => Bytes.AsSpan(_places[index].Start, _places[index].Length);

    /// <summary>One message with its line end.</summary>
    internal ReadOnlySpan<byte> Line(int index) => Bytes.AsSpan(_places[index].Start, _places[index].Length + 2);

    /// <inheritdoc/>
    public override string ToString() => _name;
}
