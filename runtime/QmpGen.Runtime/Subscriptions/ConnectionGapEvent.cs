using System.Text.Json;

namespace QmpGen;

/// <summary>
/// Added by the client, not sent by QEMU, when it has reconnected after losing its connection. Events between the previous and
/// the next one may be missing; query the state of the virtual machine.
/// </summary>
/// <param name="Reason">Why the connection before the gap ended.</param>
public sealed record ConnectionGapEvent(QmpCloseReason Reason) : QmpEvent
{
    /// <summary>The event's name in logs. Its prefix distinguishes it from every name that QEMU uses.</summary>
    public override string EventName => "__qmpgen_CONNECTION_GAP";

    /// <inheritdoc/>
    protected override void WriteData(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject("data"u8);
        writer.WriteString("reason"u8, Reason.ToString());
        writer.WriteEndObject();
    }
}
