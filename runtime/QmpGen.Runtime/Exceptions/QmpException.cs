namespace QmpGen;

/// <summary>The base class of every exception that QmpGen defines, including <see cref="QmpTimeoutException"/>.</summary>
/// <remarks>
/// The message is one line. Characters that control a terminal or cannot be seen are escaped, such as <c>\u{1b}</c>, because messages
/// quote what the peer sent.
/// </remarks>
public abstract class QmpException : Exception
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="message">A description of the failure and its cause.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    private protected QmpException(string message, Exception? innerException = null)
        : base(ForeignText.OnOneLine(message), innerException)
    {
    }
}
