namespace QmpWatch.Terminal;

/// <summary>The program's output takes no more; the message is one line that says why.</summary>
internal sealed class OutputException(Exception innerException)
    : Exception($"The output cannot be written: {Reason(innerException)}. What follows would be lost, so this is the end.", innerException)
{
    // The system's words, without the name that stands behind them where there is one.
    private static string Reason(Exception failure) => failure.Message.Split(" : ")[0].TrimEnd('.', ' ');
}
