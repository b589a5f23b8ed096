using System.Buffers;
using System.Text.Json;

namespace QmpGen.Protocol;

/// <summary>Writes one command in its wire form (QMP specification, "Issuing Commands").</summary>
internal static class CommandMessage
{
    // QEMU reads no deeper.
    private static readonly JsonWriterOptions Options = new() { MaxDepth = 1024 };

    // What is kept for the next command of a thread.
    private const int LargestKept = 4096;

    [ThreadStatic]
    private static Tools? _tools;

    /// <summary>Writes a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">The arguments are not a JSON object, which QEMU would reject.</exception>
    public static byte[] Write(ISentCommand command, long id)
    {
        // Taken away meanwhile: what writes the arguments may run a command of its own.
        var tools = _tools ?? new Tools();
        _tools = null;
        Write(command, id, tools);
        var message = tools.Buffer.WrittenSpan.ToArray();
        if (tools.Buffer.Capacity <= LargestKept)
        {
            tools.Reset();
            _tools = tools;
        }

        return message;
    }

    private static void Write(ISentCommand command, long id, Tools tools)
    {
        var (buffer, writer) = (tools.Buffer, tools.Writer);
        writer.WriteStartObject();
        writer.WriteString(command.IsOutOfBand ? "exec-oob"u8 : "execute"u8, command.Name);
        if (command.HasArguments)
        {
            writer.WritePropertyName("arguments"u8);
            writer.Flush();
            var start = buffer.WrittenCount;
            command.WriteArguments(writer);
            writer.Flush();
            if (buffer.WrittenCount == start || buffer.WrittenSpan[start] != '{')
            {
                throw new ArgumentException(
                    $"The arguments of the command '{command.Name}' must be a JSON object, but the callback wrote "
                        + $"{Excerpt.Of(buffer.WrittenSpan[start..])}.",
                    nameof(command));
            }
        }

        writer.WriteNumber("id"u8, id);
        writer.WriteEndObject();
        writer.Flush();

        // QEMU needs no line end, but a person who watches the wire does.
        buffer.Write("\n"u8);
    }

    private sealed class Tools
    {
        public Tools() => Writer = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(256);

        public Utf8JsonWriter Writer { get; }

        public void Reset()
        {
            Buffer.ResetWrittenCount();
            Writer.Reset();
        }
    }
}
