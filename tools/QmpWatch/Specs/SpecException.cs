namespace QmpWatch.Specs;

/// <summary>A spec that cannot be read; the message is one line that names the file, what is wrong and what would be right.</summary>
internal sealed class SpecException(string message, Exception? innerException = null) : Exception(message, innerException);
