using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>
/// Records the messages between clients and QEMU, in both directions and with their times, in the format that
/// <see cref="QmpRecordedLine"/> describes. Each line is flushed at once, so that a program that crashes loses at most the last
/// line.
/// </summary>
/// <remarks>
/// A failure to write the recording, for example on a full disk, does not affect the session: recording stops, and
/// <see cref="Failure"/> says why. Recordings include everything that is sent, including passwords.
/// </remarks>
public sealed class QmpRecorder : IAsyncDisposable
{
    private readonly Lock _writing = new();
    private readonly Stream _output;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly long _continuesAt;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private long _last;
    private bool _isClosed;

    /// <summary>Starts a recording.</summary>
    /// <param name="output">The stream to write to. The recorder owns it.</param>
    /// <param name="timeProvider">The clock; the system clock by default.</param>
    public QmpRecorder(Stream output, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _time = timeProvider ?? TimeProvider.System;
        _started = _time.GetTimestamp();
        var started = _time.GetUtcNow().ToString(RecordingFormat.TimeFormat, CultureInfo.InvariantCulture);
        lock (_writing)
        {
            WriteLine(writer =>
            {
                writer.WriteNumber("qmpRecording"u8, RecordingFormat.Version);
                writer.WriteString("started"u8, started);
            });
        }
    }

    private QmpRecorder(Stream output, TimeSpan sinceStart, TimeProvider time)
    {
        _output = output;
        _time = time;
        _started = _time.GetTimestamp();
        _last = _continuesAt = (long)sinceStart.TotalMicroseconds;
    }

    /// <summary>The exception that stopped the recording; <see langword="null"/> if there was none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Starts a recording in a file.</summary>
    /// <param name="path">
    /// The path of the file, which is overwritten if it exists. Only its owner may read and write it, even if others could
    /// before: a recording has everything that was sent. A device or a pipe keeps its permissions.
    /// </param>
    /// <param name="timeProvider">The clock; the system clock by default.</param>
    /// <returns>The recorder.</returns>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static QmpRecorder Create(string path, TimeProvider? timeProvider = null) =>
        new(RecordingOutput.Create(path), timeProvider);

    /// <summary>Continues a recording in a file, for example after a restart. Times continue to count from its start.</summary>
    /// <param name="path">
    /// The path of the file, which is created if it does not exist. An incomplete last line, as a crash leaves it, is removed.
    /// Only its owner may read and write the file.
    /// </param>
    /// <param name="timeProvider">The clock; the system clock by default.</param>
    /// <returns>The recorder.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="QmpRecordingException">The file is not a recording, or a line in it is not valid.</exception>
    public static QmpRecorder Append(string path, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var output = RecordingOutput.Append(path, out var started, out var last);
        if (started is null)
        {
            return new QmpRecorder(output, timeProvider);
        }

        // The clock may have been set back since.
        var time = timeProvider ?? TimeProvider.System;
        var sinceStart = time.GetUtcNow() - started.Value;
        return new QmpRecorder(output, sinceStart > last ? sinceStart : last, time);
    }

    /// <summary>
    /// Returns options with which every connection of a client is recorded, including reconnections.
    /// </summary>
    /// <param name="vm">The monitor's name or address.</param>
    /// <param name="options">The client's other options; <see langword="null"/> for the defaults.</param>
    /// <returns>The options for one client.</returns>
    public QmpClientOptions Attach(string vm, QmpClientOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(vm);
        options ??= new QmpClientOptions();
        var wrap = options.WrapStream;
        return options with { WrapStream = stream => new RecordingStream(wrap?.Invoke(stream) ?? stream, this, vm) };
    }

    /// <summary>Records that a client's subscription dropped events.</summary>
    /// <param name="vm">The monitor's name or address.</param>
    /// <param name="count">The number of dropped events.</param>
    public void NoteDropped(string vm, long count) =>
        Write(vm, QmpRecordedStateKind.Dropped, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the recording. Sessions that are still open continue unrecorded.</summary>
    /// <returns>A task that completes when the output is closed.</returns>
    public ValueTask DisposeAsync()
    {
        lock (_writing)
        {
            if (_isClosed)
            {
                return ValueTask.CompletedTask;
            }

            _isClosed = true;
        }

        return _output.DisposeAsync();
    }

    internal void Write(string vm, QmpRecordedStateKind state, string? detail) => Write(vm, writer =>
    {
        writer.WriteString("state"u8, RecordingFormat.WordFor(state));
        if (detail is not null)
        {
            writer.WriteString("detail"u8, detail);
        }
    });

    internal void Write(string vm, QmpRecordedSide from, ReadOnlySpan<byte> text, bool isWhole)
    {
        var message = RecordedText.OnOneLine(text);
        var isJson = isWhole && RecordedText.IsJson(message);
        Write(vm, writer =>
        {
            writer.WriteString("from"u8, RecordingFormat.WordFor(from));
            writer.WritePropertyName("message"u8);
            if (isJson)
            {
                writer.WriteRawValue(message, skipInputValidation: true);
            }
            else
            {
                writer.WriteStringValue(RecordedText.AsString(message));
            }
        });
    }

    private void Write(string vm, Action<Utf8JsonWriter> writeRest)
    {
        lock (_writing)
        {
            // Under the lock, so that lines stand in the order of their times.
            _last = Math.Max(_last, _continuesAt + (long)_time.GetElapsedTime(_started).TotalMicroseconds);
            WriteLine(writer =>
            {
                writer.WriteNumber("at"u8, _last);
                writer.WriteString("vm"u8, vm);
                writeRest(writer);
            });
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> writeMembers)
    {
        if (_isClosed || Failure is not null)
        {
            return;
        }

        try
        {
            _line.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true }))
            {
                writer.WriteStartObject();
                writeMembers(writer);
                writer.WriteEndObject();
            }

            _line.Write("\n"u8);
            _output.Write(_line.WrittenSpan);
            _output.Flush();
        }
#pragma warning disable CA1031 // Whatever keeps a line from being written must not end the session that is recorded.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure = exception;
        }
    }
}
