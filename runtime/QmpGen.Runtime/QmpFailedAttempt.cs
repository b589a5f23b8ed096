namespace QmpGen;

/// <summary>Describes a failed attempt to connect; see <see cref="QmpReconnectOptions.OnAttemptFailed"/>.</summary>
/// <param name="Exception">Why it failed.</param>
/// <param name="Attempt">The number of the attempt, starting with 1 when the client starts or loses its connection.</param>
/// <param name="RetryAfter">The delay before the next attempt; <see langword="null"/> if this was the last one.</param>
public sealed record QmpFailedAttempt(Exception Exception, int Attempt, TimeSpan? RetryAfter);
