using System.Text;

namespace QmpGen.Testing;

/// <summary>One line of a recording: a <see cref="QmpRecordedMessage"/> or a <see cref="QmpRecordedState"/>.</summary>
/// <remarks>
/// <para>
/// A recording is a file of JSON lines in UTF-8. The first line says what it is and when it starts; each further line is one
/// message that passed over the wire, or a change of a connection's state:
/// </para>
/// <code>
/// {"qmpRecording": 1, "started": "2026-11-23T20:28:08.123456Z"}
/// {"at": 51, "vm": "vm1", "state": "connected"}
/// {"at": 1204, "vm": "vm1", "from": "qemu", "message": {"QMP": {"version": {…}, "capabilities": ["oob"]}}}
/// {"at": 1377, "vm": "vm1", "from": "client", "message": {"execute": "qmp_capabilities", "id": 1}}
/// {"at": 99821, "vm": "vm1", "state": "disconnected", "detail": "end of stream"}
/// </code>
/// <list type="bullet">
/// <item><c>at</c> is in microseconds since <c>started</c> and never less than in the line before.</item>
/// <item><c>vm</c> is the monitor's name or address; one file may hold many.</item>
/// <item><c>from</c> is <c>qemu</c> or <c>client</c>; <c>message</c> is what that side sent, as it stood on the wire except
/// for line breaks. Where that was no JSON, it is a string with the text.</item>
/// <item><c>state</c> is <c>connected</c>, <c>disconnected</c> or <c>dropped</c>, the last for events that a full buffer of
/// the client dropped; <c>detail</c>, which may be absent, says why or how many.</item>
/// <item>Members that a reader does not know are for it to skip.</item>
/// </list>
/// </remarks>
public abstract record QmpRecordedLine
{
    private protected QmpRecordedLine(TimeSpan at, string vm)
    {
        At = at;
        Vm = vm;
    }

    /// <summary>When it happened, from the start of the recording on, exact to the microsecond.</summary>
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

    /// <summary>Who sent it.</summary>
    public QmpRecordedSide From { get; }

    /// <summary>The message in UTF-8, as it stood on the wire, on one line.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Whether it is JSON; otherwise it is text that neither side should have sent.</summary>
    public bool IsJson { get; }

    /// <summary>Whether time, monitor, side and text are the same.</summary>
    /// <param name="other">The message to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public bool Equals(QmpRecordedMessage? other) =>
        base.Equals(other) && From == other.From && IsJson == other.IsJson && Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), From, Utf8.Length);

    /// <summary>The message.</summary>
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

    /// <summary>What the connection has come to.</summary>
    public QmpRecordedStateKind State { get; }

    /// <summary>Why, or how many; null where nothing is said.</summary>
    public string? Detail { get; }
}

/// <summary>Who sent a message.</summary>
public enum QmpRecordedSide
{
    /// <summary>QEMU: a greeting, a reply or an event.</summary>
    Qemu,

    /// <summary>The client: a command.</summary>
    Client,
}

/// <summary>What a connection has come to.</summary>
public enum QmpRecordedStateKind
{
    /// <summary>A connection has been made.</summary>
    Connected,

    /// <summary>The connection has ended; the detail says how.</summary>
    Disconnected,

    /// <summary>The client dropped events that nobody read in time; the detail says how many.</summary>
    Dropped,
}
