using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>What a recorded message is to the one who plays it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">A command's name; null for anything else.</param>
/// <param name="Id">The text of the id of a command or a reply; null if it has none.</param>
internal sealed record RecordedMessage(RecordedMessageKind Kind, string? Name = null, string? Id = null)
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 10_010 };

    private static readonly RecordedMessage Other = new(RecordedMessageKind.Other);

    /// <summary>Looks at a message.</summary>
    public static RecordedMessage Of(QmpRecordedMessage message) => message.IsJson ? Of(message.Utf8, message.From) : Other;

    /// <summary>Looks at a message.</summary>
    public static RecordedMessage Of(ReadOnlyMemory<byte> utf8, QmpRecordedSide from)
    {
        using var document = JsonDocument.Parse(utf8, AnyDepth);
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } message)
        {
            return Other;
        }

        var id = message.TryGetProperty("id", out var given) ? given.GetRawText() : null;
        if (from == QmpRecordedSide.Client)
        {
            return QmpTestCommand.NameIn(message) is { } name ? new RecordedMessage(RecordedMessageKind.Command, name, id) : Other;
        }

        if (message.TryGetProperty("return", out _) || message.TryGetProperty("error", out _))
        {
            return new RecordedMessage(RecordedMessageKind.Reply, Id: id);
        }

        return message.TryGetProperty("QMP", out _) ? new RecordedMessage(RecordedMessageKind.Greeting) : Other;
    }

    /// <summary>The same reply to another command.</summary>
    public static ReadOnlyMemory<byte> WithId(ReadOnlyMemory<byte> reply, string? id)
    {
        using var document = JsonDocument.Parse(reply, AnyDepth);
        var text = new ArrayBufferWriter<byte>(reply.Length + 16);
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject().Where(m => m.Name != "id"))
            {
                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
            }

            if (id is not null)
            {
                writer.WritePropertyName("id"u8);
                writer.WriteRawValue(id, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return text.WrittenMemory;
    }
}

/// <summary>What a recorded message is.</summary>
internal enum RecordedMessageKind
{
    /// <summary>An event, or something of no known form.</summary>
    Other,

    /// <summary>A greeting.</summary>
    Greeting,

    /// <summary>A result or an error.</summary>
    Reply,

    /// <summary>A command.</summary>
    Command,
}
