using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>A recording to read, as <see cref="QmpRecorder"/> writes it and <see cref="QmpRecordedLine"/> describes it.</summary>
public sealed class QmpRecording
{
    private readonly Func<Stream> _open;

    private QmpRecording(Func<Stream> open)
    {
        _open = open;
        using var stream = open();
        Started = OpenLines(stream, new RecordingParser(), out _);
    }

    /// <summary>When the recording started.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>
    /// What was wrong with the end, once <see cref="Lines"/> have been read to it: a last line that was cut off, as a crash
    /// leaves it, is left out and named here. Null if nothing was wrong.
    /// </summary>
    public string? Notice { get; private set; }

    /// <summary>
    /// The lines after the first, one at a time as they are asked for, so that a recording of any size can be read. Each
    /// enumeration reads from the start.
    /// </summary>
    /// <exception cref="QmpRecordingException">A line is none of a recording; thrown when it is reached.</exception>
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
                    Notice = $"The last line was cut off and left out. {exception.Message}";
                    yield break;
                }

                yield return recorded;
            }
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The recording, of which the first line has been read.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="QmpRecordingException">The file is no recording.</exception>
    public static QmpRecording Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new QmpRecording(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    }

    /// <summary>Opens what is no file.</summary>
    /// <param name="open">Gives a stream with the whole recording each time it is called.</param>
    /// <returns>The recording, of which the first line has been read.</returns>
    /// <exception cref="QmpRecordingException">The stream is no recording.</exception>
    public static QmpRecording Open(Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new QmpRecording(open);
    }

    private static DateTimeOffset OpenLines(Stream stream, RecordingParser parser, out RecordingLines lines)
    {
        lines = new RecordingLines(stream);
        return lines.Read(out var header, out _) ? parser.ReadHeader(header) : throw new QmpRecordingException(1, "there is no line, the recording is empty.");
    }
}
