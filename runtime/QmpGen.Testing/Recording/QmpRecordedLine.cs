using System.Text;

namespace QmpGen.Testing;

/// <summary>One line of a recording: a <see cref="QmpRecordedMessage"/> or a <see cref="QmpRecordedState"/>.</summary>
/// <remarks>
/// <para>
/// A recording is a file of JSON lines in UTF-8. The first line has the format's version and the start time; each further line is
/// one message on the wire, or a change of a connection's state:
/// </para>
/// <code>
/// {"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}
/// {"at": 51, "vm": "vm1", "state": "connected"}
/// {"at": 1204, "vm": "vm1", "from": "qemu", "message": {"QMP": {"version": {…}, "capabilities": ["oob"]}}}
/// {"at": 1377, "vm": "vm1", "from": "client", "message": {"execute": "qmp_capabilities", "id": 1}}
/// {"at": 99821, "vm": "vm1", "state": "disconnected", "detail": "end of stream"}
/// </code>
/// <list type="bullet">
/// <item><c>at</c> is the time in microseconds since <c>started</c> and never decreases.</item>
/// <item><c>vm</c> is the monitor's name or address. One file can hold several.</item>
/// <item><c>from</c> is <c>qemu</c> or <c>client</c>; <c>message</c> is what that side sent, unchanged
/// except for line breaks. If it is not valid JSON, it is a string with the text.</item>
/// <item><c>state</c> is <c>connected</c>, <c>disconnected</c> or <c>dropped</c>, the last for events that the
/// client dropped because a buffer was full; <c>detail</c>, which is optional, says why or how many.</item>
/// <item>Readers ignore unknown members.</item>
/// </list>
/// </remarks>
public abstract record QmpRecordedLine
{
    private protected QmpRecordedLine(TimeSpan at, string vm)
    {
        At = at;
        Vm = vm;
    }

    /// <summary>The time since the start of the recording, to the microsecond.</summary>
    public TimeSpan At { get; }

    /// <summary>The monitor's name or address.</summary>
    public string Vm { get; }
}

/// <summary>A message that one side sent.</summary>
public sealed record QmpRecordedMessage : QmpRecordedLine
{
    internal QmpRecordedMessage(TimeSpan at, string vm, QmpRecordedSide from, byte[] utf8, bool isJson)
        : base(at, vm)
    {
        From = from;
        Utf8 = utf8;
        IsJson = isJson;
    }

    /// <summary>The side that sent the message.</summary>
    public QmpRecordedSide From { get; }

    /// <summary>The message in UTF-8, as sent, on one line.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Whether the message is valid JSON; otherwise it is text that violates the protocol.</summary>
    public bool IsJson { get; }

    /// <summary>Whether the times, monitors, sides and texts are equal.</summary>
    /// <param name="other">The message to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public bool Equals(QmpRecordedMessage? other) =>
        base.Equals(other) && From == other.From && IsJson == other.IsJson && Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), From, Utf8.Length);

    /// <summary>Returns the message.</summary>
    /// <returns>The text on one line.</returns>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}

/// <summary>A change of a connection's state.</summary>
public sealed record QmpRecordedState : QmpRecordedLine
{
    internal QmpRecordedState(TimeSpan at, string vm, QmpRecordedStateKind state, string? detail)
        : base(at, vm)
    {
        State = state;
        Detail = detail;
    }

    /// <summary>The connection's new state.</summary>
    public QmpRecordedStateKind State { get; }

    /// <summary>Why the connection ended, or how many events were dropped; <see langword="null"/> if unknown.</summary>
    public string? Detail { get; }
}

/// <summary>Specifies which side sent a message.</summary>
public enum QmpRecordedSide
{
    /// <summary>QEMU: a greeting, a reply or an event.</summary>
    Qemu,

    /// <summary>The client: a command.</summary>
    Client,
}

/// <summary>Specifies the change of a connection's state.</summary>
public enum QmpRecordedStateKind
{
    /// <summary>The connection was opened.</summary>
    Connected,

    /// <summary>The connection ended; the detail says how.</summary>
    Disconnected,

    /// <summary>The client dropped events because a buffer was full; the detail says how many.</summary>
    Dropped,
}
