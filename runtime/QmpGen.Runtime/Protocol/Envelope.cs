using System.Text.Json;

namespace QmpGen.Protocol;

/// <summary>
/// The outermost members of a message, in whatever order they come: what kind it is, whose reply it is, and where its
/// payload stands. They stand on brackets and quotes alone: QEMU can print Inf and NaN (JSON writer, FIXME), and whoever waits for
/// that reply must hear of it.
/// </summary>
internal readonly ref struct Envelope
{
    // A reply nested too deeply for its reader must still find the command that waits for it.
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private Envelope(MessageKind kind, ReadOnlySpan<byte> id, ReadOnlySpan<byte> payload)
    {
        Kind = kind;
        Id = id;
        Payload = payload;
    }

    /// <summary>What the message is.</summary>
    public MessageKind Kind { get; }

    /// <summary>The text of <c>id</c>; empty if there is none or it is null, which no command of ours has.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>The text of what the kind's own member holds.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads the outermost members.</summary>
    /// <param name="text">One frame.</param>
    public static Envelope Read(ReadOnlySpan<byte> text)
    {
        var members = default(Members);
        foreach (var (name, value) in new OutermostMembers(text))
        {
            members.Take(name, value);
        }

        return members.ToEnvelope();
    }

    /// <summary>Whether a message is valid JSON. It is an exception if not, so it is only asked of what somebody waits for.</summary>
    /// <param name="text">The message.</param>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, AnyDepth);
        try
        {
            while (reader.Read())
            {
                // It throws where something is wrong.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private ref struct Members
    {
        private MessageKind _kind;
        private ReadOnlySpan<byte> _payload;
        private ReadOnlySpan<byte> _id;

        public void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            if (name.SequenceEqual("id"u8))
            {
                _id = value.SequenceEqual("null"u8) ? default : value;
            }
            else if (KindOf(name) is var kind and not MessageKind.Unknown && kind >= _kind)
            {
                _kind = kind;
                _payload = value;
            }
        }

        public readonly Envelope ToEnvelope() => new(_kind, _id, _payload);

        private static MessageKind KindOf(ReadOnlySpan<byte> name) => name switch
        {
            _ when name.SequenceEqual("event"u8) => MessageKind.Event,
            _ when name.SequenceEqual("return"u8) => MessageKind.Return,
            _ when name.SequenceEqual("error"u8) => MessageKind.Error,
            _ when name.SequenceEqual("QMP"u8) => MessageKind.Greeting,
            _ => MessageKind.Unknown,
        };
    }
}
