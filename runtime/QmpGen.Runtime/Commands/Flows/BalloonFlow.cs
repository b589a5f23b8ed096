namespace QmpGen.Flows;

/// <summary>Sets the target of a balloon, and waits until the guest has reached it.</summary>
internal sealed class BalloonFlow : IDisposable
{
    // Guests give and take memory in pages of this size.
    private const long PageSize = 4096;

    private readonly FlowWatch _watch;
    private readonly long _target;
    private readonly IProgress<long>? _progress;
    private long? _actual;

    public BalloonFlow(QmpClient client, long target, TimeSpan? timeout, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        (_target, _progress) = (target, progress);
        _watch = new FlowWatch(client, "Changing the balloon", timeout, cancellationToken, "BALLOON_CHANGE");
    }

    public Task<QmpBalloonResult> RunAsync() => _watch.RunAsync(
        async () =>
        {
            try
            {
                await _watch.SendAsync(new QmpCommand("balloon", writer => writer.WriteNumber("value"u8, _target))).ConfigureAwait(false);
                while (!await IsReachedAsync().ConfigureAwait(false))
                {
                    await _watch.NextAsync(FlowWatch.AskAgain).ConfigureAwait(false);
                }
            }
            catch (QmpCommandException exception) when (OutcomeOf(exception.ErrorClass) is { } outcome)
            {
                return new QmpBalloonResult(outcome);
            }

            return new QmpBalloonResult(QmpBalloonOutcome.Reached, _actual);
        },
        () => new QmpBalloonResult(QmpBalloonOutcome.Pending, _actual));

    public void Dispose() => _watch.Dispose();

    private static QmpBalloonOutcome? OutcomeOf(string errorClass) => errorClass switch
    {
        "DeviceNotActive" => QmpBalloonOutcome.NoDevice,
        "KVMMissingCap" => QmpBalloonOutcome.NotSupported,
        _ => null,
    };

    private async Task<bool> IsReachedAsync()
    {
        if (await _watch.AskAsync("query-balloon").ConfigureAwait(false) is { } info && info.Number("actual"u8) is { } actual)
        {
            if (actual != _actual)
            {
                _progress?.Report(actual);
            }

            _actual = actual;
        }

        return _actual is { } now && Math.Abs(now - _target) < PageSize;
    }
}
