using QmpGen.Testing;

namespace QmpWatch.Pages.Timeline;

/// <summary>Makes a timeline of a recording.</summary>
internal static class TimelineReader
{
    /// <summary>Reads a recording to its end.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="source">What to call it on the page.</param>
    /// <exception cref="QmpRecordingException">A line is none of a recording.</exception>
    public static TimelineModel Read(QmpRecording recording, string source)
    {
        var builder = new TimelineBuilder(recording.Started);
        foreach (var line in recording.Lines)
        {
            Add(builder, line);
        }

        return builder.Build(source);
    }

    private static void Add(TimelineBuilder builder, QmpRecordedLine line)
    {
        var at = line.At.Ticks / TimeSpan.TicksPerMicrosecond;
        switch (line)
        {
            case QmpRecordedMessage { From: QmpRecordedSide.Qemu } message:
                builder.FromQemu(at, line.Vm, message.Utf8);
                break;
            case QmpRecordedMessage message:
                builder.FromClient(at, line.Vm, message.Utf8);
                break;
            case QmpRecordedState { State: QmpRecordedStateKind.Connected }:
                builder.Connected(at, line.Vm);
                break;
            case QmpRecordedState { State: QmpRecordedStateKind.Disconnected } end:
                builder.Disconnected(at, line.Vm, end.Detail);
                break;
            case QmpRecordedState dropped:
                builder.Dropped(at, line.Vm, dropped.Detail);
                break;
        }
    }
}
