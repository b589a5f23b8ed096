using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>Reads a recording that <see cref="QmpRecorder"/> wrote, in the format that <see cref="QmpRecordedLine"/> describes.</summary>
public sealed class QmpRecording
{
    private readonly Func<Stream> _open;

    private QmpRecording(Func<Stream> open)
    {
        _open = open;
        using var stream = open();
        Started = OpenLines(stream, new RecordingParser(), out _);
    }

    /// <summary>The time at which the recording started.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>
    /// A description of an incomplete last line, as a crash leaves it, available after <see cref="Lines"/> has been enumerated to
    /// the end. Such a line is skipped. <see langword="null"/> if the recording is complete.
    /// </summary>
    public string? Notice { get; private set; }

    /// <summary>
    /// The lines after the first. They are read lazily, so a recording of any size can be read. Each enumeration reads from
    /// the start.
    /// </summary>
    /// <exception cref="QmpRecordingException">A line is not valid. Thrown when the enumeration reaches it.</exception>
    public IEnumerable<QmpRecordedLine> Lines
    {
        get
        {
            using var stream = _open();
            var parser = new RecordingParser();
            OpenLines(stream, parser, out var lines);
            while (lines.Read(out var line, out var isEnded))
            {
                QmpRecordedLine recorded;
                try
                {
                    recorded = parser.ReadLine(line);
                }
                catch (QmpRecordingException exception) when (!isEnded && exception.InnerException is JsonException)
                {
                    Notice = $"The last line is incomplete and was skipped. {exception.Message}";
                    yield break;
                }

                yield return recorded;
            }
        }
    }

    /// <summary>Opens a recording from a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The recording. Its first line has been read.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="QmpRecordingException">The file is not a recording.</exception>
    public static QmpRecording Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new QmpRecording(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    }

    /// <summary>Opens a recording from a stream.</summary>
    /// <param name="open">Returns a stream with the whole recording each time it is called.</param>
    /// <returns>The recording. Its first line has been read.</returns>
    /// <exception cref="QmpRecordingException">The stream is not a recording.</exception>
    public static QmpRecording Open(Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new QmpRecording(open);
    }

    private static DateTimeOffset OpenLines(Stream stream, RecordingParser parser, out RecordingLines lines)
    {
        lines = new RecordingLines(stream);
        return lines.Read(out var header, out _) ? parser.ReadHeader(header) : throw new QmpRecordingException(1, "the recording is "
            + "empty.");
    }
}
