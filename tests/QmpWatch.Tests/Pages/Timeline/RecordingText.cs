using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QmpWatch.Tests.Pages.Timeline;

/// <summary>Writes the text of a recording, line by line.</summary>
internal sealed class RecordingText
{
    private static readonly DateTimeOffset Started = new(2026, 11, 23, 20, 28, 8, TimeSpan.Zero);

    private readonly StringBuilder _lines = new("""{"qmpRecording": 1, "started": "2026-11-23T20:28:08Z"}""" + "\n");

    /// <summary>A change of the connection.</summary>
    public RecordingText State(long at, string vm, string state, string? detail = null) => Line(new { at, vm, state, detail });

    /// <summary>An event that left QEMU a millisecond before it arrived.</summary>
    public RecordingText Event(long at, string vm, string name, object? data = null)
    {
        var sent = Started.AddMicroseconds(at - 1000);
        var timestamp = new { seconds = sent.ToUnixTimeSeconds(), microseconds = sent.Millisecond * 1000 + sent.Microsecond };
        return Line(data is null
            ? new { at, vm, from = "qemu", message = new { timestamp, @event = name } }
            : new { at, vm, from = "qemu", message = new { timestamp, @event = name, data } });
    }

    /// <summary>Three machines over ten minutes, with all that a lane can show.</summary>
    public static RecordingText OfThree() => new RecordingText()
        .State(0, "db", "connected").State(0, "web", "connected").State(0, "build", "connected")
        .Event(60_000_000, "db", "STOP")
        .Event(61_000_000, "db", "BLOCK_IO_ERROR", new { device = "ide0-hd1", operation = "write", action = "stop" })
        .Event(90_000_000, "db", "RESUME")
        .Event(120_000_000, "web", "VNC_CONNECTED", new { client = new { host = "192.168.7.9", service = "5901" } })
        .State(200_000_000, "web", "disconnected", "connection reset by peer").State(260_000_000, "web", "connected")
        .State(300_000_000, "build", "dropped", "37").Event(400_000_000, "web", "RTC_CHANGE", new { offset = 78 })
        .Event(500_000_000, "build", "SHUTDOWN").State(500_003_000, "build", "disconnected", "end of stream")
        .Event(600_000_000, "db", "RESET");

    /// <summary>A storm: as many events as wanted, from six machines, with every kind of data.</summary>
    public static RecordingText Storm(int count)
    {
        var text = new RecordingText();
        for (var i = 0; i < count; i++)
        {
            var (at, vm) = (i * 6000L, string.Create(CultureInfo.InvariantCulture, $"vm{i % 6}"));
            _ = (i % 7) switch
            {
                0 => text.Event(at, vm, "STOP"),
                1 => text.Event(at, vm, "RESUME"),
                2 => text.Event(at, vm, "RTC_CHANGE", new { offset = i }),
                3 => text.Event(at, vm, "VNC_CONNECTED", new { client = new { host = $"10.0.{i % 250}.7", service = $"{i}" } }),
                4 => text.Event(
                    at,
                    vm,
                    "BLOCK_IO_ERROR",
                    new { device = $"ide0-hd{i % 4}", operation = i % 2 == 0 ? "read" : "write", action = "report" }),
                5 => text.Event(at, vm, "WATCHDOG", new { action = "none" }),
                _ => text.Event(at, vm, "JOB_STATUS_CHANGE", new { id = $"job{i}", status = "running" }),
            };
        }

        return text;
    }

    public override string ToString() => _lines.ToString();

    private RecordingText Line(object line)
    {
        _lines.Append(JsonSerializer.Serialize(line)).Append('\n');
        return this;
    }
}
