using System.ComponentModel;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Reads and writes commands, their arguments and results, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpCommandJson
{
    /// <summary>Advances to the value of a member, which may stand anywhere in the object.</summary>
    /// <param name="reader">Positioned on the object's start; left on the value's first token if there is one.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>False if the object has no such member.</returns>
    /// <exception cref="JsonException">The value is not an object.</exception>
    public static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        QmpJson.EnterObject(ref reader);
        while (QmpJson.NextMember(ref reader))
        {
            if (reader.ValueTextEquals(name))
            {
                return reader.Read();
            }

            QmpJson.SkipMember(ref reader);
        }

        return false;
    }

    /// <summary>Creates the exception for an object without its required members.</summary>
    /// <param name="reader">Positioned on the object's end.</param>
    /// <param name="missing">A bit for each required member, set if it is missing.</param>
    /// <param name="members">The name of each required member, followed by what it should be.</param>
    /// <returns>The exception, which names the first of them.</returns>
    public static JsonException Missing(ref Utf8JsonReader reader, ulong missing, params string[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var first = System.Numerics.BitOperations.TrailingZeroCount(missing);
        return QmpJson.Missing(ref reader, members[2 * first], members[(2 * first) + 1]);
    }

    /// <summary>Reads a command from its arguments, as a server does.</summary>
    /// <typeparam name="TCommand">The command's record.</typeparam>
    /// <param name="arguments">The value of <c>arguments</c>; undefined if the message has none.</param>
    /// <returns>The command.</returns>
    /// <exception cref="JsonException">An argument is missing or has the wrong type; the message names it.</exception>
    public static TCommand ReadCommand<TCommand>(JsonElement arguments)
        where TCommand : IQmpCommand<TCommand>
    {
        var text = arguments.ValueKind == JsonValueKind.Undefined ? "{}" : arguments.GetRawText();
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), CommandJson.ReaderOptions);
        reader.Read();
        return LocatedReading.Read(ref reader, TCommand.ReadArguments);
    }

    /// <summary>Reads a string, without allocating it if it is a known one.</summary>
    /// <param name="reader">Positioned on the value.</param>
    /// <param name="known">The known strings, in ASCII.</param>
    /// <returns>The string.</returns>
    /// <exception cref="JsonException">The value is not a string.</exception>
    public static string ReadKnown(ref Utf8JsonReader reader, ReadOnlySpan<string> known)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            var text = reader.ValueSpan;
            foreach (var value in known)
            {
                if (value.Length == text.Length && System.Text.Ascii.Equals(text, value))
                {
                    return value;
                }
            }
        }

        return QmpJson.ReadString(ref reader);
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="writer">The writer, positioned where a value is allowed.</param>
    /// <param name="list">The items.</param>
    /// <param name="write">Writes one item.</param>
    public static void WriteList<T>(Utf8JsonWriter writer, QmpList<T> list, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(write);
        writer.WriteStartArray();
        foreach (var item in list)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an array as a member.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="writer">The writer, inside an object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="list">The items.</param>
    /// <param name="write">Writes one item.</param>
    public static void WriteList<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, QmpList<T> list, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(name);
        WriteList(writer, list, write);
    }

    /// <summary>Writes a value that a command sends as a member, unless it is absent.</summary>
    /// <param name="writer">The writer, inside an object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">The value.</param>
    public static void WriteArgument(Utf8JsonWriter writer, ReadOnlySpan<byte> name, QmpArgument value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!value.IsAbsent)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    /// <summary>Reads all members of the arguments into the extra arguments of a command that has no others.</summary>
    /// <typeparam name="TResult">The type of the command's result.</typeparam>
    /// <typeparam name="TCommand">The command's record.</typeparam>
    /// <param name="reader">Positioned on the first token of the arguments' object.</param>
    /// <param name="command">The command.</param>
    /// <returns>The same command.</returns>
    public static TCommand WithExtra<TResult, TCommand>(ref Utf8JsonReader reader, TCommand command)
        where TCommand : QmpCommand<TResult>
    {
        ArgumentNullException.ThrowIfNull(command);
        QmpJson.EnterObject(ref reader);
        while (QmpJson.NextMember(ref reader))
        {
            ReadExtra(ref reader, command.Extra);
        }

        return command;
    }

    /// <summary>Reads a member that the spec does not have into the extra arguments of a command.</summary>
    /// <param name="reader">Positioned on the member's name; left on its value's last token.</param>
    /// <param name="extra">The extra arguments.</param>
    public static void ReadExtra(ref Utf8JsonReader reader, QmpArguments extra)
    {
        ArgumentNullException.ThrowIfNull(extra);
        var name = JsonTokens.Name(ref reader);
        reader.Read();
        extra[name] = QmpJson.ReadElement(ref reader);
    }

    /// <summary>Creates the exception for a value of an alternate type that holds none.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The exception.</returns>
    public static InvalidOperationException NoValue(string type) =>
        new($"The {type} has no value. Create it with one of its static members.");
}
