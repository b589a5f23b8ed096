namespace QmpGen;

/// <summary>An attempt to connect that failed; see <see cref="QmpReconnectOptions.OnAttemptFailed"/>.</summary>
/// <param name="Exception">Why it failed.</param>
/// <param name="Attempt">Its number: 1 for the first one since the client was started, or since it lost its connection.</param>
/// <param name="RetryAfter">The delay before the next attempt; null if this was the last one.</param>
public sealed record QmpFailedAttempt(Exception Exception, int Attempt, TimeSpan? RetryAfter);
