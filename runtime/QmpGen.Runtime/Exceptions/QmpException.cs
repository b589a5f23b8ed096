namespace QmpGen;

/// <summary>The base of every failure that this library reports on its own account, time limits included.</summary>
public abstract class QmpException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="innerException">What caused it, if something else did.</param>
    private protected QmpException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
