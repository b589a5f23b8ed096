namespace QmpGen.Testing;

/// <summary>The client did not do what a script expected or a test waited for; the message names what was expected and what came.</summary>
public sealed class QmpTestException : Exception
{
    internal QmpTestException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
