namespace QmpGen;

/// <summary>The peer sent something that the QMP specification does not allow. The message quotes it.</summary>
public class QmpProtocolException : QmpException
{
    internal QmpProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
