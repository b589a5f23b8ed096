namespace QmpWatch.Recordings;

/// <summary>A recording that cannot be read or written; the message is one line that names the file and what is wrong.</summary>
internal sealed class RecordingProblem(string message, Exception? innerException = null) : Exception(message, innerException);
