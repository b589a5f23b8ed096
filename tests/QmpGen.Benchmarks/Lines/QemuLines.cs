using System.Globalization;

namespace QmpGen.Benchmarks.Lines;

/// <summary>
/// Events laid out as QEMU prints them: its separators, its member order, and values such as a machine has. The same seed
/// gives the same lines.
/// </summary>
/// <param name="members">Whether to give the members of the document of 2010 or those that QEMU 7.2 sends.</param>
internal sealed class QemuLines(QemuMembers members)
{
    // How often each event comes: disks and displays make the long lines, a machine that is stopped and resumed the short ones.
    private static readonly (string Name, int Weight)[] Mix =
    [
        ("BLOCK_IO_ERROR", 36), ("VNC_INITIALIZED", 12), ("VNC_CONNECTED", 6), ("VNC_DISCONNECTED", 6), ("RTC_CHANGE", 10),
        ("WATCHDOG", 10), ("STOP", 7), ("RESUME", 7), ("RESET", 4), ("SHUTDOWN", 2),
    ];

    private static readonly string[] Devices = ["ide0-hd1", "virtio0", "drive-virtio-disk0", "disk0", "scsi0-0-0"];
    private static readonly string[] Reasons =
    [
        "Input/output error", "No space left on device", "Permission denied", "Connection timed out"
    ];
    private static readonly string[] Users = ["luiz", "admin", "operator@example.org"];

    private readonly Random _chance = new(2010);

    private bool IsToday => members == QemuMembers.Today;

    /// <summary>A batch of lines.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="members">Whose members they have.</param>
    public static Batch Make(string name, int count, QemuMembers members = QemuMembers.Document) =>
        new(name, new QemuLines(members).Next(count));

    /// <summary>The next lines, without their line ends.</summary>
    public IReadOnlyList<string> Next(int count) => [.. Enumerable.Range(0, count).Select(Line)];

    private string Line(int index)
    {
        var name = Pick();
        var data = Data(name) is { } members ? $", \"data\": {members}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"timestamp\": {{\"seconds\": {1265044230L + index}, \"microseconds\": {_chance.Next(1_000_000)}}}, \"event\": "
                + $"\"{name}\"{data}}}");
    }

    private string Pick()
    {
        var left = _chance.Next(Mix.Sum(m => m.Weight));
        return Mix.First(m => (left -= m.Weight) < 0).Name;
    }

    private string? Data(string name) => name switch
    {
        "BLOCK_IO_ERROR" =>
            $$"""{"device": "{{Any(Devices)}}", {{BlockDetails()}}"operation": "{{Any("read", "write")}}", "action":"""
                + $$""" "{{Any("ignore", "report", "stop")}}"}""",
        "VNC_CONNECTED" => $$"""{"server": {{Server()}}, "client": {{Client(isKnown: false)}}}""",
        "VNC_INITIALIZED" or "VNC_DISCONNECTED" => $$"""{"server": {{Server()}}, "client": {{Client(isKnown: true)}}}""",
        "RTC_CHANGE" => $$"""{"offset": {{_chance.Next(-4000, 4000)}}{{ClockDetails()}}}""",
        "WATCHDOG" => $$"""{"action": "{{Any("reset", "shutdown", "poweroff", "pause", "debug", "none")}}"}""",
        "RESET" or "SHUTDOWN" when IsToday =>
            $$"""{"guest": {{Any("true", "false")}}, "reason": "{{Any("guest-reset", "host-qmp-quit", "guest-shutdown")}}"}""",
        _ => null,
    };

    private string ClockDetails() =>
        IsToday ? $", \"qom-path\": \"/machine/unattached/device[{_chance.Next(20)}]\"" : string.Empty;

    private string BlockDetails() => IsToday
        ? $"\"nospace\": {Any("true", "false")}, \"node-name\": \"#block{_chance.Next(100, 1000)}\", \"reason\": \"{Any(Reasons)}\", "
        : string.Empty;

    private string Server() =>
        $$"""{"auth": "{{Any("none", "vnc", "sasl")}}", "family": "ipv4", "service": "{{_chance.Next(5900, 5999)}}", "host":"""
            + $$""" "0.0.0.0"{{WebSocket()}}}""";

    private string Client(bool isKnown)
    {
        var user = isKnown && _chance.Next(2) == 0 ? $", \"sasl_username\": \"{Any(Users)}\"" : string.Empty;
        return $$"""{"family": "ipv4", "service": "{{_chance.Next(30_000, 60_000)}}", "host":"""
            + $$""" "10.0.{{_chance.Next(256)}}.{{_chance.Next(256)}}"{{WebSocket()}}{{user}}}""";
    }

    private string WebSocket() => IsToday ? ", \"websocket\": false" : string.Empty;

    private string Any(params ReadOnlySpan<string> values) => values[_chance.Next(values.Length)];
}

/// <summary>Whose members lines have.</summary>
internal enum QemuMembers
{
    /// <summary>The document's of 2010.</summary>
    Document,

    /// <summary>QEMU 7.2's, a few more.</summary>
    Today,
}
