using QmpGen.Testing;

namespace QmpWatch.Recordings;

/// <summary>A recording that is being written.</summary>
/// <param name="path">The file.</param>
/// <param name="recorder">Writes it.</param>
internal sealed class RecordingFile(string path, QmpRecorder recorder) : IAsyncDisposable
{
    public QmpRecorder Recorder { get; } = recorder;

    /// <summary>Starts a recording; what the file held before is lost.</summary>
    /// <exception cref="RecordingProblem">The file cannot be written.</exception>
    public static RecordingFile Create(string path)
    {
        try
        {
            return new RecordingFile(path, QmpRecorder.Create(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingProblem($"The recording '{path}' cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Insists that all of the session is in the file.</summary>
    /// <exception cref="RecordingProblem">The recording stopped before its end.</exception>
    public void Check()
    {
        if (Recorder.Failure is { } failure)
        {
            throw new RecordingProblem($"The recording '{path}' stopped before the end: {failure.Message}", failure);
        }
    }

    public ValueTask DisposeAsync() => Recorder.DisposeAsync();
}
