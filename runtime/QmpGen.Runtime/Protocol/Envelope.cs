using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>
/// The outermost members of a message, in whatever order they come: what kind it is, whose reply it is, and where its
/// payload stands.
/// </summary>
internal readonly ref struct Envelope
{
    // A reply nested too deeply for its reader must still find the command that waits for it.
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private Envelope(MessageKind kind, ReadOnlySpan<byte> id, ReadOnlySpan<byte> payload, bool isValid)
    {
        Kind = kind;
        Id = id;
        Payload = payload;
        IsValid = isValid;
    }

    /// <summary>What the message is.</summary>
    public MessageKind Kind { get; }

    /// <summary>The text of <c>id</c>; empty if there is none or it is null, which no command of ours has.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>The text of what the kind's own member holds.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>False if the text is no JSON; what could be made out of it then stands on brackets and quotes alone.</summary>
    public bool IsValid { get; }

    /// <summary>Reads the outermost members.</summary>
    /// <param name="text">One frame.</param>
    public static Envelope Read(ReadOnlySpan<byte> text)
    {
        var members = default(Members);
        try
        {
            ReadValid(text, ref members);
            return members.ToEnvelope(isValid: true);
        }
        catch (JsonException)
        {
            // QEMU can print Inf and NaN (JSON writer, FIXME), and whoever waits for that reply must hear of it.
            members = default;
            foreach (var (name, value) in new LenientMembers(text))
            {
                members.Take(name, value);
            }

            return members.ToEnvelope(isValid: false);
        }
    }

    private static void ReadValid(ReadOnlySpan<byte> text, ref Members members)
    {
        var reader = new Utf8JsonReader(text, AnyDepth);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(QmpJson.ReadText(ref reader)) : reader.ValueSpan;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Take(name, text[start..(int)reader.BytesConsumed]);
        }

        // At the end of the text this does nothing; on anything but white space it throws.
        reader.Read();
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

        public readonly Envelope ToEnvelope(bool isValid) => new(_kind, _id, _payload, isValid);

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
