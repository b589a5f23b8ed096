using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using QmpGen.Protocol;

namespace QmpGen;

/// <content>Events.</content>
public sealed partial class QmpClient
{
    /// <summary>Starts to receive events into a buffer of their own; any number of subscriptions can stand side by side.</summary>
    /// <param name="options">Which events, and how many to hold; by default all, and 4,096.</param>
    /// <returns>A subscription that receives from now on; dispose of it to stop.</returns>
    public QmpSubscription Subscribe(QmpSubscriptionOptions? options = null) => _connection.Hub.Add(options ?? QmpSubscriptionOptions.Default);

    /// <summary>Waits for the next event of a type; events from before the call do not count.</summary>
    /// <typeparam name="TEvent">The type; <see cref="QmpEvent"/> with a predicate for any of several.</typeparam>
    /// <param name="predicate">What must be true of the event; null for any.</param>
    /// <param name="timeout">How long to wait, connection gaps included; null for ever, although the event may never come.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event.</returns>
    /// <exception cref="QmpTimeoutException">It did not come in time.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before it came.</exception>
    /// <exception cref="QmpProtocolException">An event of that name came that could not be read.</exception>
    public async Task<TEvent> WaitForAsync<TEvent>(Func<TEvent, bool>? predicate = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TEvent : QmpEvent
    {
        using var subscription = Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Of<TEvent>() });
        return await FirstAsync(subscription, predicate, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the next event that passes a filter, such as any of several types; events from before the call do not count.</summary>
    /// <param name="filter">Which events: <c>QmpEventFilter.Of&lt;DeviceDeletedEvent&gt;().Or&lt;DeviceUnplugGuestErrorEvent&gt;()</c>.</param>
    /// <param name="predicate">What must be true of the event; null for any.</param>
    /// <param name="timeout">How long to wait, connection gaps included; null for ever, although the event may never come.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event.</returns>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<QmpEvent> WaitForAsync(QmpEventFilter filter, Func<QmpEvent, bool>? predicate = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var subscription = Subscribe(new QmpSubscriptionOptions { Filter = filter });
        return await FirstAsync(subscription, predicate, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a command and waits for an event that it causes. QEMU usually sends the event before the reply, so this
    /// starts to listen before it sends.
    /// </summary>
    /// <typeparam name="TEvent">The type of the event; <see cref="QmpEvent"/> with a predicate for any of several.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="predicate">What must be true of the event; null for any.</param>
    /// <param name="timeout">How long to wait for the event once the reply has come; null for ever, although QEMU sends none where the command changed nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// The command's result and the event. Where the event came and the connection ended before the reply, as it may with
    /// <c>quit</c> and <c>system_powerdown</c>, there is no result: <see cref="QmpCommandOutcome{TEvent}.HasReply"/> is false.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU refused the command or failed to carry it out.</exception>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<QmpCommandOutcome<TEvent>> ExecuteAndWaitAsync<TEvent>(
        QmpCommand command,
        Func<TEvent, bool>? predicate = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
        where TEvent : QmpEvent => ExecuteAndWaitAsync(command, QmpEventFilter.Of<TEvent>(), predicate, timeout, cancellationToken);

    /// <summary>Runs a command and waits for an event that it causes and that passes a filter.</summary>
    /// <param name="command">The command.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="predicate">What must be true of the event; null for any.</param>
    /// <param name="timeout">How long to wait for the event once the reply has come; null for ever, although QEMU sends none where the command changed nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// The command's result and the event. Where the event came and the connection ended before the reply, as it may with
    /// <c>quit</c> and <c>system_powerdown</c>, there is no result: <see cref="QmpCommandOutcome{TEvent}.HasReply"/> is false.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU refused the command or failed to carry it out.</exception>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<QmpCommandOutcome<QmpEvent>> ExecuteAndWaitAsync(
        QmpCommand command,
        QmpEventFilter filter,
        Func<QmpEvent, bool>? predicate = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) => ExecuteAndWaitAsync<QmpEvent>(command, filter, predicate, timeout, cancellationToken);

    private async Task<QmpCommandOutcome<TEvent>> ExecuteAndWaitAsync<TEvent>(
        QmpCommand command,
        QmpEventFilter filter,
        Func<TEvent, bool>? predicate,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var subscription = Subscribe(new QmpSubscriptionOptions { Filter = filter });
        JsonElement result;
        try
        {
            result = await ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (QmpConnectionClosedException closed) when (closed.Reason.Kind != QmpCloseKind.Disposed)
        {
            if (FindHeld(subscription, predicate) is not { } early)
            {
                throw;
            }

            return new QmpCommandOutcome<TEvent>(default, early);
        }

        return new QmpCommandOutcome<TEvent>(result, await FirstAsync(subscription, predicate, timeout, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The awaited event, if it is among what a subscription holds already.</summary>
    private static TEvent? FindHeld<TEvent>(QmpSubscription subscription, Func<TEvent, bool>? predicate)
        where TEvent : QmpEvent
    {
        while (subscription.TryRead(out var next))
        {
            if (IsAwaited(next, subscription, predicate, out var found))
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsAwaited<TEvent>(QmpEvent next, QmpSubscription subscription, Func<TEvent, bool>? predicate, [NotNullWhen(true)] out TEvent? found)
        where TEvent : QmpEvent
    {
        found = next as TEvent;
        return found is not null && (predicate?.Invoke(found) ?? found is not (ConnectionGapEvent or UnreadableEvent))
            || (next is UnreadableEvent unreadable && (typeof(TEvent) != typeof(QmpEvent) || !subscription.Matcher.TakesAll)
                ? throw new QmpProtocolException($"The event that was awaited came, but could not be read. {unreadable.Error.Message}", unreadable.Error)
                : false);
    }

    private async Task<TEvent> FirstAsync<TEvent>(QmpSubscription subscription, Func<TEvent, bool>? predicate, TimeSpan? timeout, CancellationToken cancellationToken)
        where TEvent : QmpEvent
    {
        var limit = timeout ?? Timeout.InfiniteTimeSpan;
        using var deadline = new Deadline(
            QmpTimeoutKind.Event,
            limit,
            _options.TimeProvider,
            () => $"No {typeof(TEvent).Name} that was waited for came from {_connection.Peer} in time",
            cancellationToken);
        var events = subscription.GetAsyncEnumerator(deadline.Token);
        await using (events.ConfigureAwait(false))
        {
            while (await deadline.WaitAsync(events.MoveNextAsync()).ConfigureAwait(false))
            {
                if (IsAwaited(events.Current, subscription, predicate, out var found))
                {
                    return found;
                }
            }
        }

        throw new QmpConnectionClosedException(await Completion.ConfigureAwait(false), $"Waiting for {typeof(TEvent).Name}");
    }
}
