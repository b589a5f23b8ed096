namespace QmpGen.Testing;

/// <summary>A recording cannot be read. The message names the line, and what was expected and found.</summary>
public sealed class QmpRecordingException : Exception
{
    internal QmpRecordingException(long lineNumber, string problem, Exception? innerException = null)
        : base(ForeignText.OnOneLine($"Line {lineNumber} of the recording: {problem}"), innerException) => LineNumber = lineNumber;

    /// <summary>The line number, starting with 1.</summary>
    public long LineNumber { get; }
}
