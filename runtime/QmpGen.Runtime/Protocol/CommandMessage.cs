using System.Buffers;
using System.Text.Json;

namespace QmpGen.Protocol;

/// <summary>Writes one command in its wire form (QMP specification, "Issuing Commands").</summary>
internal static class CommandMessage
{
    // QEMU reads no deeper.
    private static readonly JsonWriterOptions Options = new() { MaxDepth = 1024 };

    /// <summary>Writes a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">The arguments are no object, which QEMU would refuse.</exception>
    public static ArrayBufferWriter<byte> Write(QmpCommand command, long id)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString(command.IsOutOfBand ? "exec-oob"u8 : "execute"u8, command.Name);
            if (command.WriteArguments is { } writeArguments)
            {
                writer.WritePropertyName("arguments"u8);
                writer.Flush();
                var start = buffer.WrittenCount;
                writeArguments(writer);
                writer.Flush();
                if (buffer.WrittenCount == start || buffer.WrittenSpan[start] != '{')
                {
                    throw new ArgumentException(
                        $"The arguments of the command '{command.Name}' must be a JSON object, but they were written as {Excerpt.Of(buffer.WrittenSpan[start..])}.",
                        nameof(command));
                }
            }

            writer.WriteNumber("id"u8, id);
            writer.WriteEndObject();
        }

        // QEMU needs no line end, but a person who watches the wire does.
        buffer.Write("\n"u8);
        return buffer;
    }
}
