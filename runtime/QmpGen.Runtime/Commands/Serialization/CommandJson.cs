using System.Buffers;
using System.Text;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads and writes commands and their results as text.</summary>
internal static class CommandJson
{
    // QEMU accepts 1,024 levels in a command; a reply has its own on top of these.
    private const int MaxDepth = 2048;

    private static readonly JsonWriterOptions WriterOptions = new() { MaxDepth = MaxDepth };

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>What a callback writes, as text.</summary>
    public static string Text<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
