using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Protocol;

/// <summary>What a command returned, taken out of the receive buffer.</summary>
internal static class CommandResult
{
    private static readonly byte[] EmptyText = "{}"u8.ToArray();
    private static readonly JsonElement EmptyElement = JsonElement.Parse("{}"u8);

    // The reply's own nesting is on top of what QEMU accepts in a command.
    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 2048 };

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 2048 };

    /// <summary>
    /// Copies the text of a result, with U+FFFD for what is not Unicode; most commands return an empty object, which is
    /// shared.
    /// </summary>
    public static byte[] Copy(ReadOnlySpan<byte> text) => text.SequenceEqual(EmptyText) ? EmptyText : WellFormedText.Of(text).ToArray();

    /// <summary>Makes the result readable.</summary>
    /// <param name="text">What <see cref="Copy"/> made.</param>
    /// <param name="command">The command's name.</param>
    public static JsonElement Parse(byte[] text, string command)
    {
        try
        {
            return ReferenceEquals(text, EmptyText) ? EmptyElement : JsonElement.Parse(text, Options);
        }
        catch (JsonException exception)
        {
            throw new QmpProtocolException($"The reply to the command '{command}' is not valid JSON: {exception.Message}", exception);
        }
    }
}
