namespace QmpGen.Testing;

/// <summary>The client did not do what the script expected; the message names the step, what was expected and what came.</summary>
public sealed class FakeQmpException : Exception
{
    internal FakeQmpException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
