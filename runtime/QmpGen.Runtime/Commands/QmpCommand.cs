using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QmpGen;

/// <summary>
/// A command with its arguments and options (QMP specification, "Issuing Commands"). It can be run any number of times.
/// </summary>
public sealed class QmpCommand : ISentCommand
{
    // QEMU reads no deeper.
    private static readonly JsonDocumentOptions ArgumentsOptions = new() { MaxDepth = 1024 };

    /// <summary>Initializes a command without arguments.</summary>
    /// <param name="name">The command's name, such as <c>query-status</c>.</param>
    public QmpCommand(string name)
        : this(writeArguments: null, name)
    {
    }

    /// <summary>Initializes a command with arguments from a JSON value. Numbers keep their exact text.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">A JSON object.</param>
    /// <exception cref="ArgumentException">The value is not a JSON object.</exception>
    public QmpCommand(string name, JsonElement arguments)
        : this(arguments.WriteTo, name)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException(
                $"The arguments of the command '{name}' must be a JSON object, but are a JSON {arguments.ValueKind}.", nameof(arguments));
        }
    }

    /// <summary>Initializes a command with arguments from JSON text.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">A JSON object, such as <c>{"id": "disk0"}</c>.</param>
    /// <exception cref="ArgumentException">The text is not a JSON object.</exception>
    public QmpCommand(string name, [StringSyntax(StringSyntaxAttribute.Json)] string arguments)
        : this(name, ParseArguments(name, arguments))
    {
    }

    /// <summary>Initializes a command with arguments that a callback writes each time the command is sent.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="writeArguments">Writes the members of the arguments object, which is already open.</param>
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

    /// <summary>Maximum time to wait for the reply; <see langword="null"/> for <see cref="QmpClientOptions.CommandTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether the command runs ahead of queued commands (QMP specification, "Out-of-band execution"). Requires
    /// <see cref="QmpClientOptions.EnableOutOfBand"/>. QEMU allows it only for some commands, such as <c>migrate-pause</c>.
    /// </summary>
    public bool IsOutOfBand { get; init; }

    bool ISentCommand.HasArguments => WriteArguments is not null;

    /// <summary>Writes the value of <c>arguments</c>, if the command has any.</summary>
    internal Action<Utf8JsonWriter>? WriteArguments { get; }

    /// <summary>Creates a command without arguments from its name.</summary>
    /// <param name="name">The command's name.</param>
    public static implicit operator QmpCommand(string name) => FromString(name);

    /// <summary>Creates a command without arguments from its name.</summary>
    /// <param name="name">The command's name.</param>
    /// <returns>The command.</returns>
    public static QmpCommand FromString(string name) => new(name);

    /// <summary>Creates a command with serialized arguments, without reflection.</summary>
    /// <typeparam name="TArguments">The type of the arguments.</typeparam>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">The arguments, which must serialize as a JSON object.</param>
    /// <param name="typeInfo">The arguments' type information, from a <c>JsonSerializerContext</c>.</param>
    /// <returns>The command.</returns>
    public static QmpCommand Create<TArguments>(string name, TArguments arguments, JsonTypeInfo<TArguments> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return new QmpCommand(writer => JsonSerializer.Serialize(writer, arguments, typeInfo), name);
    }

    /// <summary>Returns the command's name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    void ISentCommand.WriteArguments(Utf8JsonWriter writer) => WriteArguments?.Invoke(writer);

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
            throw new ArgumentException(
                $"The arguments of the command '{name}' are not valid JSON: {exception.Message}", nameof(arguments), exception);
        }
    }
}
