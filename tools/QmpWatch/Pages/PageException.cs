namespace QmpWatch.Pages;

/// <summary>A page that cannot be written; the message is one line that names the file, what is wrong and what to do.</summary>
internal sealed class PageException(string message, Exception innerException) : Exception(message, innerException);
