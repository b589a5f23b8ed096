using QmpGen.Testing;
using QmpWatch.Recordings;

namespace QmpWatch.Pages.Timeline;

/// <summary>Makes a timeline of a recording.</summary>
internal static class TimelineReader
{
    /// <summary>Reads a recording to its end.</summary>
    /// <param name="path">The recording's file.</param>
    /// <param name="source">What to call it on the page.</param>
    /// <returns>The timeline, and what is to be said of the recording; null if nothing is.</returns>
    /// <exception cref="RecordingProblem">It cannot be read; the message names file, line and what is wrong with it.</exception>
    public static (TimelineModel Timeline, string? Notice) Read(string path, string source)
    {
        try
        {
            var recording = QmpRecording.Open(path);
            var builder = new TimelineBuilder(recording.Started);
            foreach (var line in recording.Lines)
            {
                Add(builder, line);
            }

            return (builder.Build(source), recording.Notice);
        }
        catch (QmpRecordingException failure)
        {
            throw new RecordingProblem($"{path}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingProblem($"The recording '{path}' cannot be read: {failure.Message}", failure);
        }
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
