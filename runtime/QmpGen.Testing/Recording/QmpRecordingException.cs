namespace QmpGen.Testing;

/// <summary>A recording cannot be read; the message names the line, what was expected and what was found.</summary>
public sealed class QmpRecordingException : Exception
{
    internal QmpRecordingException(long lineNumber, string problem, Exception? innerException = null)
        : base($"Line {lineNumber} of the recording: {problem}", innerException) => LineNumber = lineNumber;

    /// <summary>The line, counted from 1.</summary>
    public long LineNumber { get; }
}
