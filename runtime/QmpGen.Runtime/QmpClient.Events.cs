using System.Diagnostics.CodeAnalysis;
using QmpGen.Protocol;

namespace QmpGen;

/// <content>Events.</content>
public sealed partial class QmpClient
{
    /// <summary>Subscribes to events, with a separate buffer. A client can have any number of subscriptions.</summary>
    /// <param name="options">Which events to receive and how many to buffer; by default every event, and 4,096 of at most 64 MiB.</param>
    /// <returns>The subscription, which receives events from now on. Dispose it to stop.</returns>
    public QmpSubscription Subscribe(QmpSubscriptionOptions? options = null) => _connection.Hub.Add(
        options ?? QmpSubscriptionOptions.Default);

    /// <summary>Waits for the next event of a type. Events received before the call are ignored.</summary>
    /// <typeparam name="TEvent">The event's type. To wait for one of several types, use a filter.</typeparam>
    /// <param name="predicate">A condition that the event must meet; <see langword="null"/> for none.</param>
    /// <param name="timeout">Maximum time to wait, including connection gaps; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The event.</returns>
    /// <exception cref="QmpTimeoutException">The event did not arrive within the time limit.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the event arrived.</exception>
    /// <exception cref="QmpProtocolException">An event with that name arrived but could not be read.</exception>
    public async Task<TEvent> WaitForAsync<TEvent>(
        Func<TEvent, bool>? predicate = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TEvent : QmpEvent
    {
        using var subscription = Subscribe(new QmpSubscriptionOptions { Filter = QmpEventFilter.Of<TEvent>() });
        return await FirstAsync(subscription, predicate, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for the next event that passes a filter, such as one of several types. Events received before the call are ignored.
    /// </summary>
    /// <param name="filter">
    /// The events to wait for: <c>QmpEventFilter.Of&lt;DeviceDeletedEvent&gt;().Or&lt;DeviceUnplugGuestErrorEvent&gt;()</c>.
    /// </param>
    /// <param name="predicate">A condition that the event must meet; <see langword="null"/> for none.</param>
    /// <param name="timeout">Maximum time to wait, including connection gaps; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The event.</returns>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<QmpEvent> WaitForAsync(
        QmpEventFilter filter,
        Func<QmpEvent,
        bool>? predicate = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var subscription = Subscribe(new QmpSubscriptionOptions { Filter = filter });
        return await FirstAsync(subscription, predicate, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a command and waits for an event that it causes. QEMU usually sends the event before the reply, so this method
    /// subscribes before it sends the command.
    /// </summary>
    /// <typeparam name="TEvent">The event's type. To wait for one of several types, use a filter.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="predicate">A condition that the event must meet; <see langword="null"/> for none.</param>
    /// <param name="timeout">
    /// Maximum time to wait for the event after the reply; <see langword="null"/> to wait indefinitely. QEMU sends no event if the
    /// command changes nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// The command's result and the event. If the event arrives and the connection ends before the reply, as with <c>quit</c> and
    /// <c>system_powerdown</c>, there is no result: <see cref="QmpCommandOutcome{TEvent}.HasReply"/> is <see langword="false"/>.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<QmpCommandOutcome<TEvent>> ExecuteAndWaitAsync<TEvent>(
        QmpCommand command,
        Func<TEvent, bool>? predicate = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
        where TEvent : QmpEvent => ExecuteAndWaitAsync(command, QmpEventFilter.Of<TEvent>(), predicate, timeout, cancellationToken);

    /// <summary>Runs a command and waits for an event that passes a filter.</summary>
    /// <param name="command">The command.</param>
    /// <param name="filter">The events to wait for.</param>
    /// <param name="predicate">A condition that the event must meet; <see langword="null"/> for none.</param>
    /// <param name="timeout">
    /// Maximum time to wait for the event after the reply; <see langword="null"/> to wait indefinitely. QEMU sends no event if the
    /// command changes nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// The command's result and the event. If the event arrives and the connection ends before the reply, as with <c>quit</c> and
    /// <c>system_powerdown</c>, there is no result: <see cref="QmpCommandOutcome{TEvent}.HasReply"/> is <see langword="false"/>.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<QmpCommandOutcome<QmpEvent>> ExecuteAndWaitAsync(
        QmpCommand command,
        QmpEventFilter filter,
        Func<QmpEvent, bool>? predicate = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken =
            default) => ExecuteAndWaitAsync<QmpEvent>(command, filter, predicate, timeout, cancellationToken);

    private async Task<QmpCommandOutcome<TEvent>> ExecuteAndWaitAsync<TEvent>(
        QmpCommand command,
        QmpEventFilter filter,
        Func<TEvent, bool>? predicate,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
        where TEvent : QmpEvent
    {
        var (result, awaited, _) = await ExecuteAndWaitAsync(
            () => ExecuteAsync(command, cancellationToken), filter, predicate, timeout, cancellationToken).ConfigureAwait(false);
        return new QmpCommandOutcome<TEvent>(result, awaited);
    }

    /// <summary>Subscribes, runs a command, and waits for an event.</summary>
    private async Task<QmpCommandOutcome<TResult, TEvent>> ExecuteAndWaitAsync<TResult, TEvent>(
        Func<Task<TResult>> execute,
        QmpEventFilter filter,
        Func<TEvent, bool>? predicate,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var subscription = Subscribe(new QmpSubscriptionOptions { Filter = filter });
        TResult result;
        try
        {
            result = await execute().ConfigureAwait(false);
        }
        catch (QmpConnectionClosedException closed) when (closed.Reason.Kind != QmpCloseKind.Disposed)
        {
            if (FindHeld(subscription, predicate) is not { } early)
            {
                throw;
            }

            return new QmpCommandOutcome<TResult, TEvent>(default!, early, HasReply: false);
        }

        var found = await FirstAsync(subscription, predicate, timeout, cancellationToken).ConfigureAwait(false);
        return new QmpCommandOutcome<TResult, TEvent>(result, found, HasReply: true);
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

    private static bool IsAwaited<TEvent>(
        QmpEvent next, QmpSubscription subscription, Func<TEvent, bool>? predicate, [NotNullWhen(true)] out TEvent? found)
        where TEvent : QmpEvent
    {
        found = next as TEvent;
        return found is not null && (predicate?.Invoke(found) ?? found is not (ConnectionGapEvent or UnreadableEvent))
            || (next is UnreadableEvent unreadable && (typeof(TEvent) != typeof(QmpEvent) || !subscription.Matcher.TakesAll)
                ? throw new QmpProtocolException(
                    $"The awaited event arrived but could not be read. {unreadable.Error.Message}", unreadable.Error)
                : false);
    }

    private async Task<TEvent> FirstAsync<TEvent>(
        QmpSubscription subscription, Func<TEvent, bool>? predicate, TimeSpan? timeout, CancellationToken cancellationToken)
        where TEvent : QmpEvent
    {
        var limit = timeout ?? Timeout.InfiniteTimeSpan;
        using var deadline = new Deadline(
            QmpTimeoutKind.Event,
            limit,
            _connection.Options.TimeProvider,
            () => $"waiting for {typeof(TEvent).Name} from {_connection.Peer}",
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
