using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QmpGen;

/// <summary>A command to run, with its arguments and how to run it (QMP specification, "Issuing Commands"). It can be used any number of times.</summary>
public sealed class QmpCommand
{
    // QEMU reads no deeper.
    private static readonly JsonDocumentOptions ArgumentsOptions = new() { MaxDepth = 1024 };

    /// <summary>Makes a command without arguments.</summary>
    /// <param name="name">The command's name, such as <c>query-status</c>.</param>
    public QmpCommand(string name)
        : this(writeArguments: null, name)
    {
    }

    /// <summary>Makes a command with the arguments of a JSON value; its numbers are sent as they were written.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">A JSON object.</param>
    /// <exception cref="ArgumentException">The value is no object.</exception>
    public QmpCommand(string name, JsonElement arguments)
        : this(arguments.WriteTo, name)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"The arguments of the command '{name}' must be a JSON object, but are of the kind {arguments.ValueKind}.", nameof(arguments));
        }
    }

    /// <summary>Makes a command with arguments given as JSON text.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">A JSON object, such as <c>{"id": "disk0"}</c>.</param>
    /// <exception cref="ArgumentException">The text is no JSON object.</exception>
    public QmpCommand(string name, [StringSyntax(StringSyntaxAttribute.Json)] string arguments)
        : this(name, ParseArguments(name, arguments))
    {
    }

    /// <summary>Makes a command whose arguments are written when it is sent.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="writeArguments">Writes the members of the arguments; the object around them is already open.</param>
    public QmpCommand(string name, Action<Utf8JsonWriter> writeArguments)
        : this(InObject(writeArguments), name)
    {
    }

    private QmpCommand(Action<Utf8JsonWriter>? writeArguments, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        WriteArguments = writeArguments;
    }

    /// <summary>The command's name.</summary>
    public string Name { get; }

    /// <summary>How long to wait for the reply; null for <see cref="QmpClientOptions.CommandTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether the command overtakes those before it (QMP specification, "Out-of-band execution"). Needs
    /// <see cref="QmpClientOptions.EnableOutOfBand"/>, and QEMU allows it for a few commands only, such as <c>migrate-pause</c>.
    /// </summary>
    public bool IsOutOfBand { get; init; }

    /// <summary>Writes the value of <c>arguments</c>, if the command has any.</summary>
    internal Action<Utf8JsonWriter>? WriteArguments { get; }

    /// <summary>Makes a command without arguments of its name.</summary>
    /// <param name="name">The command's name.</param>
    public static implicit operator QmpCommand(string name) => FromString(name);

    /// <summary>Makes a command without arguments of its name.</summary>
    /// <param name="name">The command's name.</param>
    /// <returns>The command.</returns>
    public static QmpCommand FromString(string name) => new(name);

    /// <summary>Makes a command with arguments of a type of its own, without reflection.</summary>
    /// <typeparam name="TArguments">The type of the arguments.</typeparam>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">The arguments; they must serialize as an object.</param>
    /// <param name="typeInfo">How to serialize them, from a <c>JsonSerializerContext</c>.</param>
    /// <returns>The command.</returns>
    public static QmpCommand Create<TArguments>(string name, TArguments arguments, JsonTypeInfo<TArguments> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return new QmpCommand(writer => JsonSerializer.Serialize(writer, arguments, typeInfo), name);
    }

    /// <summary>The command's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    private static Action<Utf8JsonWriter> InObject(Action<Utf8JsonWriter> writeMembers)
    {
        ArgumentNullException.ThrowIfNull(writeMembers);
        return writer =>
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        };
    }

    private static JsonElement ParseArguments(string name, string arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            return JsonElement.Parse(arguments, ArgumentsOptions);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The arguments of the command '{name}' are no JSON: {exception.Message}", nameof(arguments), exception);
        }
    }
}
