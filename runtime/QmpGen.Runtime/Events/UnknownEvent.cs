using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>An event that the spec does not have: sent by a newer or downstream QEMU, or read without a spec.</summary>
[JsonConverter(typeof(UnknownEventConverter))]
public sealed record UnknownEvent : QmpEvent
{
    /// <summary>Initializes an event with any name.</summary>
    /// <param name="eventName">The name on the wire.</param>
    public UnknownEvent(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        EventName = eventName;
    }

    /// <inheritdoc/>
    public override string EventName { get; }

    /// <summary>
    /// The value of <c>data</c>, of any JSON type; <see langword="null"/> if the message has none. U+FFFD replaces what is not valid
    /// Unicode.
    /// </summary>
    public JsonElement? Data { get; init => field = value is { } data ? QmpJson.WellFormed(data) : null; }

    /// <summary>Whether the names, time stamps and data are equal. Data is compared as JSON values.</summary>
    /// <param name="other">The event to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public bool Equals(UnknownEvent? other) =>
        base.Equals(other)
        && EventName == other.EventName
        && QmpJson.ValueEquals(Data, other.Data);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), EventName);

    /// <inheritdoc/>
    protected override void WriteData(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Data is { ValueKind: not JsonValueKind.Undefined } data)
        {
            writer.WritePropertyName("data"u8);
            data.WriteTo(writer);
        }
    }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("EventName = ").Append(EventName).Append(", ");
        if (base.PrintMembers(builder))
        {
            builder.Append(", ");
        }

        builder.Append("Data = ").Append(Data);
        return true;
    }
}
