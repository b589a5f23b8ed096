namespace QmpGen.Testing;

/// <summary>The client did not do what a script or a test expected. The message names what was expected and what was received.</summary>
public sealed class QmpTestException : Exception
{
    internal QmpTestException(string message, Exception? innerException = null)
        : base(ForeignText.OnOneLine(message), innerException)
    {
    }
}
