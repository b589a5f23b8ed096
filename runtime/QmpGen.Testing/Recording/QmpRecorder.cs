using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace QmpGen.Testing;

/// <summary>
/// Writes down what passes between clients and QEMU, both directions with their times, in the form that
/// <see cref="QmpRecordedLine"/> describes. Each line is handed to the system at once, so that a program that crashes loses
/// at most its last one.
/// </summary>
/// <remarks>
/// A recording that cannot be written, on a full disk for instance, never disturbs a session: it stops, and
/// <see cref="Failure"/> says why. Recordings hold everything that was sent, passwords included.
/// </remarks>
public sealed class QmpRecorder : IAsyncDisposable
{
    private readonly Lock _writing = new();
    private readonly Stream _output;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private long _last;
    private bool _isClosed;

    /// <summary>Starts a recording.</summary>
    /// <param name="output">Where to write to; the recorder owns it.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
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

    /// <summary>Why the recording stopped before its end; null while it goes on.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Starts a recording in a file.</summary>
    /// <param name="path">
    /// The file, which is made anew. Nobody but its owner may read and write it, even if others could before: a recording has
    /// everything that was sent. A device or a pipe keeps its rights.
    /// </param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <returns>The recorder.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static QmpRecorder Create(string path, TimeProvider? timeProvider = null) =>
        new(OpenForOwner(path), timeProvider);

    private static FileStream OpenForOwner(string path)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = Owner;
        var file = new FileStream(path, options);
        try
        {
            if (file.CanSeek)
            {
                File.SetUnixFileMode(file.SafeFileHandle, Owner);
            }
        }
        catch (UnauthorizedAccessException)
        {
            // It is somebody else's, who has given the right to write it.
        }

        return file;
    }

    /// <summary>
    /// Gives options with which a client's connections are recorded: those it makes again too, and however it makes them.
    /// </summary>
    /// <param name="vm">The monitor's name or address.</param>
    /// <param name="options">What else the client is to do; the default options if null.</param>
    /// <returns>The options for one client.</returns>
    public QmpClientOptions Attach(string vm, QmpClientOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(vm);
        options ??= new QmpClientOptions();
        var wrap = options.WrapConnection;
        return options with { WrapConnection = stream => new RecordingStream(wrap?.Invoke(stream) ?? stream, this, vm) };
    }

    /// <summary>Notes that a client's subscription has dropped events.</summary>
    /// <param name="vm">The monitor's name or address.</param>
    /// <param name="count">How many events were dropped.</param>
    public void NoteDropped(string vm, long count) =>
        Write(vm, QmpRecordedStateKind.Dropped, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the recording; sessions that are still recorded go on without it.</summary>
    /// <returns>Ends when the output is closed.</returns>
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
            _last = Math.Max(_last, (long)_time.GetElapsedTime(_started).TotalMicroseconds);
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
