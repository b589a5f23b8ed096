using System.Text.Json;

namespace QmpGen.Flows;

/// <summary>
/// What every flow waits with: a subscription that is older than the first command, a time limit, and the clock for asking again.
/// </summary>
internal sealed class FlowWatch : IDisposable
{
    /// <summary>How often a flow asks for what QEMU sends no event of.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly QmpClient _client;
    private readonly string _purpose;
    private readonly QmpSubscription _subscription;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;

    /// <summary>Subscribes, and starts the clock.</summary>
    /// <param name="client">The client.</param>
    /// <param name="purpose">What the flow waits for, to complete "… cannot be completed because": "Unplugging 'disk1'".</param>
    /// <param name="timeout">How long the flow may take; null for no limit.</param>
    /// <param name="caller">Cancels the flow.</param>
    /// <param name="events">The names of the events that the flow looks at.</param>
    public FlowWatch(
        QmpClient client, string purpose, TimeSpan? timeout, CancellationToken caller, params ReadOnlySpan<string> events)
        : this(
            client,
            purpose,
            client.Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Named(events), KeepsText = true }),
            timeout,
            caller)
    {
    }

    private FlowWatch(QmpClient client, string purpose, QmpSubscription subscription, TimeSpan? timeout, CancellationToken caller)
    {
        (_client, _purpose, _subscription, _caller) = (client, purpose, subscription, caller);
        _limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, client.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, caller);
    }

    /// <summary>Cancelled when the time has passed or the caller cancels.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time has passed, and not the caller cancelled.</summary>
    public bool HasExpired => _limit.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Goes on with the same events under a limit of its own, for another part of the flow.</summary>
    /// <param name="timeout">How long that part may take.</param>
    public FlowWatch Within(TimeSpan timeout) => new(_client, _purpose, _subscription, timeout, _caller);

    /// <summary>Runs a flow. What ends at the time limit ends with an answer; what the caller cancels, with the caller's token.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="expired">The answer when the time has passed.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> flow, Func<T> expired)
    {
        try
        {
            return await flow().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (HasExpired)
        {
            return expired();
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
    }

    /// <summary>Sends a command whose reply is not what the flow waits for.</summary>
    /// <returns>
    /// False if the connection ended before the reply: what has come before that is still in the buffer, and may be the answer.
    /// </returns>
    public async Task<bool> SendAsync(QmpCommand command)
    {
        try
        {
            await _client.ExecuteAsync(command, Token).ConfigureAwait(false);
            return true;
        }
        catch (QmpConnectionClosedException)
        {
            return false;
        }
    }

    /// <summary>Asks for how things are.</summary>
    /// <returns>The answer; null if the connection ended before it.</returns>
    public async Task<JsonElement?> AskAsync(QmpCommand command)
    {
        try
        {
            return await _client.ExecuteAsync(command, Token).ConfigureAwait(false);
        }
        catch (QmpConnectionClosedException)
        {
            return null;
        }
    }

    /// <summary>Waits for the next event, a <see cref="ConnectionGapEvent"/> among them.</summary>
    /// <param name="askAgain">When to ask again without one; null to wait for events alone.</param>
    /// <returns>The event; null when it is time to ask again.</returns>
    /// <exception cref="QmpConnectionClosedException">The client has ended, and every event has been looked at.</exception>
    public async Task<QmpEvent?> NextAsync(TimeSpan? askAgain = null)
    {
        using var tick = new CancellationTokenSource(askAgain ?? Timeout.InfiniteTimeSpan, _client.Time);
        using var token = CancellationTokenSource.CreateLinkedTokenSource(tick.Token, Token);
        var events = _subscription.GetAsyncEnumerator(token.Token);
        await using (events.ConfigureAwait(false))
        {
            try
            {
                if (await events.MoveNextAsync().ConfigureAwait(false))
                {
                    return events.Current;
                }
            }
            catch (OperationCanceledException) when (!Token.IsCancellationRequested)
            {
                return null;
            }
        }

        throw new QmpConnectionClosedException(await _client.Completion.ConfigureAwait(false), _purpose);
    }

    /// <summary>Takes an event that has come already.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out QmpEvent? qmpEvent) =>
        _subscription.TryRead(out qmpEvent);

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        _either.Dispose();
        _limit.Dispose();
    }
}
