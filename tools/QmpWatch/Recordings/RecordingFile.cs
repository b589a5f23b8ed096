using QmpGen.Testing;

namespace QmpWatch.Recordings;

/// <summary>A recording that is being written.</summary>
/// <param name="path">The file.</param>
/// <param name="recorder">Writes it.</param>
internal sealed class RecordingFile(string path, QmpRecorder recorder) : IAsyncDisposable
{
    // Far longer than the end of a file takes.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(5);

    public string Path { get; } = path;

    public QmpRecorder Recorder { get; } = recorder;

    /// <summary>Whether the file goes when the recording ends.</summary>
    public bool IsTemporary { get; private init; }

    /// <summary>Starts a recording, or continues one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ifExists">What to do with a recording that the file already contains.</param>
    /// <param name="limit">How long a pipe may take to have a reader; null for no limit.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <exception cref="RecordingProblem">The file cannot be written, or must not be.</exception>
    public static async Task<RecordingFile> OpenAsync(
        string path, ExistingRecording ifExists, TimeSpan? limit, CancellationToken cancellation)
    {
        try
        {
            // A pipe opens when somebody reads from it, and nothing ends the wait for that: it is left behind.
            return await Task.Run(() => Open(path, ifExists), cancellation)
                .WaitAsync(limit ?? Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (TimeoutException)
        {
            throw NotRead(path);
        }
    }

    private static RecordingFile Open(string path, ExistingRecording ifExists)
    {
        try
        {
            if (ifExists == ExistingRecording.Keep && new FileInfo(LinkedPath.Target(path)) is { Exists: true, Length: > 0 })
            {
                throw new RecordingProblem(
                    $"The file '{path}' already exists: add --append to continue the recording in it, or --force to overwrite it.");
            }

            return new RecordingFile(
                path, ifExists == ExistingRecording.Continue ? QmpRecorder.Append(path) : QmpRecorder.Create(path));
        }
        catch (QmpRecordingException failure)
        {
            throw new RecordingProblem($"The recording '{path}' cannot be continued: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, failure);
        }
    }

    /// <summary>
    /// Starts a recording that is thrown away in the end. Nobody else may read it: recordings hold all that was sent.
    /// </summary>
    /// <exception cref="RecordingProblem">The file cannot be written.</exception>
    public static RecordingFile CreateTemporary()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"qmpwatch-{Guid.NewGuid():N}.jsonl");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new RecordingFile(path, new QmpRecorder(new FileStream(path, options))) { IsTemporary = true };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, failure);
        }
    }

    /// <summary>Insists that all of the session is in the file.</summary>
    /// <exception cref="RecordingProblem">The recording stopped before its end.</exception>
    public void Check()
    {
        if (Recorder.Failure is { } failure)
        {
            throw new RecordingProblem($"The recording '{Path}' stopped before the end: {failure.Message}", failure);
        }
    }

    /// <summary>Ends the recording.</summary>
    /// <exception cref="RecordingProblem">The file is a pipe, and what is being written waits for its reader.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.Run(() => Recorder.DisposeAsync().AsTask()).WaitAsync(Ending);
        }
        catch (TimeoutException)
        {
            throw NotRead(Path);
        }

        if (IsTemporary)
        {
            File.Delete(Path);
        }
    }

    private static RecordingProblem NotRead(string path) => new($"The recording '{path}' is a pipe that nobody reads from.");

    private static RecordingProblem CannotWrite(string path, Exception failure) =>
        new($"The recording '{path}' cannot be written: {failure.Message}", failure);
}
