using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// A typed command. Each command of a spec is a generated record derived from this type; its arguments are the record's
/// properties. Commands are values: they can be compared, logged and run any number of times.
/// </summary>
/// <typeparam name="TResult">The type of the result; <see cref="QmpNothing"/> for a command that returns nothing.</typeparam>
public abstract record QmpCommand<TResult> : ISentCommand
{
    private QmpArguments? _extra;

    /// <summary>Initializes a command.</summary>
    protected QmpCommand()
    {
    }

    /// <summary>Copies a command, including its <see cref="Extra"/> arguments.</summary>
    /// <param name="original">The command to copy.</param>
    protected QmpCommand(QmpCommand<TResult> original)
    {
        ArgumentNullException.ThrowIfNull(original);
        Timeout = original.Timeout;
        _extra = original._extra?.Copy();
    }

    /// <summary>The command's name on the wire, such as <c>query-status</c>.</summary>
    public abstract string CommandName { get; }

    /// <summary>Maximum time to wait for the reply; <see langword="null"/> for the client's default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Arguments that the spec does not have, such as those of a newer QEMU. They are sent beside the others.</summary>
    public QmpArguments Extra
    {
        get => _extra ??= new QmpArguments();
        init => _extra = value;
    }

    string ISentCommand.Name => CommandName;

    bool ISentCommand.IsOutOfBand => RunsOutOfBand;

    bool ISentCommand.HasArguments => TakesArguments || _extra is { Count: > 0 };

    /// <summary>Whether the command runs ahead of queued commands. Only commands that QEMU allows it for override this.</summary>
    protected virtual bool RunsOutOfBand => false;

    /// <summary>Whether the spec has arguments for the command.</summary>
    protected virtual bool TakesArguments => false;

    /// <summary>Writes the command in its wire format, without an id.</summary>
    /// <param name="writer">The writer, positioned where a value is allowed.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString(RunsOutOfBand ? "exec-oob"u8 : "execute"u8, CommandName);
        if (((ISentCommand)this).HasArguments)
        {
            writer.WritePropertyName("arguments"u8);
            WriteArgumentsObject(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Returns the command in its wire format on one line, without an id.</summary>
    /// <returns>A JSON object.</returns>
    public string ToJson() => CommandJson.Text(this, static (writer, command) => command.WriteTo(writer));

    /// <summary>Reads a result of the command from JSON.</summary>
    /// <param name="json">The value of <c>return</c> in a reply.</param>
    /// <returns>The result.</returns>
    /// <exception cref="JsonException">A member is missing or has the wrong type; the message names its path.</exception>
    public TResult ParseResult(string json) => ParseResult(Encoding.UTF8.GetBytes(json));

    /// <summary>Returns a result of the command as JSON, the way QEMU would send it.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The value of <c>return</c> in a reply.</returns>
    public string FormatResult(TResult result) =>
        CommandJson.Text((Command: this, Result: result), static (writer, pair) => pair.Command.WriteResult(writer, pair.Result));

    /// <summary>
    /// Whether the other command has the same type, time limit and extra arguments. Derived records also compare their
    /// arguments.
    /// </summary>
    /// <param name="other">The command to compare with.</param>
    /// <returns><see langword="true"/> if both are equal.</returns>
    public virtual bool Equals(QmpCommand<TResult>? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && EqualityContract == other.EqualityContract
            && Timeout == other.Timeout
            && QmpArguments.AreEqual(_extra, other._extra));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Timeout);

    void ISentCommand.WriteArguments(Utf8JsonWriter writer) => WriteArgumentsObject(writer);

    /// <summary>The names of the arguments that are sent, without the extra ones.</summary>
    internal IReadOnlyList<string> ArgumentNames()
    {
        var json = CommandJson.Text(this, static (writer, command) =>
        {
            writer.WriteStartObject();
            command.WriteArguments(writer);
            writer.WriteEndObject();
        });
        return [.. JsonElement.Parse(json).EnumerateObject().Select(m => m.Name)];
    }

    /// <summary>Reads a result from the text of a reply.</summary>
    internal TResult ParseResult(ReadOnlySpan<byte> utf8)
    {
        if (typeof(TResult) == typeof(QmpNothing))
        {
            return default!;
        }

        var reader = new Utf8JsonReader(utf8, CommandJson.ReaderOptions);
        reader.Read();
        return LocatedReading.Read(ref reader, ReadResult);
    }

    /// <summary>Writes the members of <c>arguments</c>.</summary>
    /// <param name="writer">The writer, inside the object.</param>
    protected virtual void WriteArguments(Utf8JsonWriter writer)
    {
    }

    /// <summary>Reads the result.</summary>
    /// <param name="reader">Positioned on the first token of the result; left on its last.</param>
    /// <returns>The result.</returns>
    /// <exception cref="JsonException">A member is missing or has the wrong type.</exception>
    protected virtual TResult ReadResult(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return default!;
    }

    /// <summary>Writes a result, as QEMU would.</summary>
    /// <param name="writer">The writer, positioned where a value is allowed.</param>
    /// <param name="result">The result.</param>
    protected virtual void WriteResult(Utf8JsonWriter writer, TResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    /// <summary>Appends the command's name, which comes first in the result of <c>ToString</c>.</summary>
    /// <param name="builder">The builder to append to.</param>
    /// <returns>Whether anything was appended.</returns>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("CommandName = ").Append(CommandName);
        if (_extra is { Count: > 0 })
        {
            builder.Append(", Extra = ").Append(_extra);
        }

        return true;
    }

    private void WriteArgumentsObject(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteArguments(writer);
        _extra?.WriteMembers(writer);
        writer.WriteEndObject();
    }
}
