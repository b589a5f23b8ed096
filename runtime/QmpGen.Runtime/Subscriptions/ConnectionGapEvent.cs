using System.Text.Json;

namespace QmpGen;

/// <summary>
/// Not sent by QEMU but put by the client where the connection was lost and made again: events between the one before and
/// the one after may be missing, and the state of the virtual machine is worth asking for.
/// </summary>
/// <param name="Reason">Why the connection before the gap ended.</param>
public sealed record ConnectionGapEvent(QmpCloseReason Reason) : QmpEvent
{
    /// <summary>The name under which the gap stands in logs; the prefix keeps it apart from every name QEMU has.</summary>
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
