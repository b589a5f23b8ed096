using Microsoft.Extensions.Logging;
using QmpGen.Diagnostics;
using QmpGen.Transport;

namespace QmpGen.Connection;

/// <summary>The attempts to make one connection: when the next one is due, whether there is one, and who hears of a failure.</summary>
/// <param name="options">How to connect.</param>
/// <param name="connector">What to connect to.</param>
/// <param name="isFirst">Whether the client has not been connected before: then the first attempt comes at once.</param>
/// <param name="logger">Where to log to.</param>
internal sealed class Attempts(QmpClientOptions options, Connector connector, bool isFirst, ILogger logger)
{
    private readonly QmpReconnectOptions? _reconnect = options.Reconnect;
    private TimeSpan _delay = isFirst ? TimeSpan.Zero : DelayAfter(options.Reconnect!, failures: 0);
    private int _failures;
    private string? _lastProblem;

    /// <summary>Waits until the next attempt is due.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        if (isFirst && _failures == 0)
        {
            return Task.CompletedTask;
        }

        // A machine may be down all night: what repeats itself is for those who look for it.
        Log.Connecting(logger, _failures == 0 ? LogLevel.Information : LogLevel.Debug, connector.Name, new Pause(_delay), _failures + 1);
        return Task.Delay(_delay, options.TimeProvider, cancellationToken);
    }

    /// <summary>Reports a failure.</summary>
    /// <returns>Whether there is another attempt.</returns>
    public bool MayGoOnAfter(Exception exception)
    {
        _failures++;
        var mayRepeat = _reconnect is not null
            && (!isFirst || _reconnect.WaitForFirstConnection)
            && connector.CanRepeat
            && !(_failures >= _reconnect.MaxAttempts);
        TimeSpan? retryAfter = null;
        if (mayRepeat)
        {
            var problem = ForeignText.OnOneLine(exception.Message);
            retryAfter = _delay = DelayAfter(_reconnect!, isFirst ? _failures - 1 : _failures);
            Log.ConnectingFailed(
                logger, problem == _lastProblem ? LogLevel.Debug : LogLevel.Warning, connector.Name, new Pause(_delay), problem);
            Log.ConnectFailure(logger, exception, connector.Name);
            _lastProblem = problem;
        }

        _reconnect?.OnAttemptFailed?.Invoke(new QmpFailedAttempt(exception, _failures, retryAfter));
        return mayRepeat;
    }

    private static TimeSpan DelayAfter(QmpReconnectOptions reconnect, int failures)
    {
        // Chance only spreads clients over time; nobody gains by guessing it.
#pragma warning disable CA5394
        return reconnect.DelayAfter(failures, Random.Shared.NextDouble());
#pragma warning restore CA5394
    }
}
