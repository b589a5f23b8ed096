using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace QmpGen;

/// <summary>
/// Dispatches events to handlers by type. The generator derives one class from it per spec,
/// <c>QmpEventDispatcher</c>.
/// </summary>
/// <remarks>
/// Handlers, including asynchronous ones, run one at a time in the order in which they were added; an event is dispatched after
/// the previous one is handled. If a handler throws, the others still run. All members are thread-safe.
/// </remarks>
public abstract class QmpEventDispatcherBase
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>
    /// Called with each exception that a handler throws, and the event; dispatching then continues. If not set, dispatching
    /// throws the exception after all handlers of the event have run.
    /// </summary>
    public Action<Exception, QmpEvent>? HandlerFailed { get; set; }

    /// <summary>Adds a handler for one type of event; use <see cref="QmpEvent"/> for every event.</summary>
    /// <typeparam name="TEvent">The event's record.</typeparam>
    /// <param name="handler">Called for each event of the type.</param>
    /// <returns>An object that removes the handler when it is disposed.</returns>
    public IDisposable On<TEvent>(Action<TEvent> handler)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add<TEvent>((e, _) =>
        {
            handler(e);
            return Task.CompletedTask;
        });
    }

    /// <summary>Adds a handler for one type of event; use <see cref="QmpEvent"/> for every event.</summary>
    /// <typeparam name="TEvent">The event's record.</typeparam>
    /// <param name="handler">Called and awaited for each event of the type.</param>
    /// <returns>An object that removes the handler when it is disposed.</returns>
    public IDisposable On<TEvent>(Func<TEvent, Task> handler)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add<TEvent>((e, _) => handler(e));
    }

    /// <summary>Adds a handler for one type of event; use <see cref="QmpEvent"/> for every event.</summary>
    /// <typeparam name="TEvent">The event's record.</typeparam>
    /// <param name="handler">Called and awaited for each event of the type, with the token passed to the dispatching call.</param>
    /// <returns>An object that removes the handler when it is disposed.</returns>
    public IDisposable On<TEvent>(Func<TEvent, CancellationToken, Task> handler)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(handler);
    }

    /// <summary>Dispatches one event to its handlers and waits for them.</summary>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Passed to the handlers. After it is cancelled, no further handler is called.</param>
    /// <returns>A task that completes when all handlers have run.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="AggregateException">
    /// Several handlers failed and <see cref="HandlerFailed"/> is not set. A single exception is thrown as it is.
    /// </exception>
    public async Task DispatchAsync(QmpEvent e, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(e);
        List<Exception>? failures = null;
        foreach (var subscription in _subscriptions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await subscription.HandleAsync(e, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception failure) when (HandlerFailed is { } report)
            {
                report(failure, e);
            }
#pragma warning disable CA1031 // Whatever a handler throws is thrown on, after the other handlers have had the event.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                (failures ??= []).Add(failure);
            }
        }

        if (failures is [var single])
        {
            ExceptionDispatchInfo.Throw(single);
        }
        else if (failures is not null)
        {
            throw new AggregateException($"{failures.Count} handlers of the event {ForeignText.OnOneLine(e.EventName)} failed.", failures);
        }
    }

    /// <summary>Dispatches the events of a stream, each after the previous one is handled.</summary>
    /// <param name="events">The events, such as <see cref="QmpClient.Events"/>.</param>
    /// <param name="cancellationToken">Stops dispatching.</param>
    /// <returns>
    /// A task that completes when the stream ends, or fails with a handler's exception if <see cref="HandlerFailed"/> is
    /// not set.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(IAsyncEnumerable<QmpEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        await foreach (var e in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await DispatchAsync(e, cancellationToken).ConfigureAwait(false);
        }
    }

    private Subscription<TEvent> Add<TEvent>(Func<TEvent, CancellationToken, Task> handler)
        where TEvent : QmpEvent
    {
        var subscription = new Subscription<TEvent>(this, handler);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    private abstract class Subscription(QmpEventDispatcherBase dispatcher) : IDisposable
    {
        public abstract Task HandleAsync(QmpEvent e, CancellationToken cancellationToken);

        public void Dispose() =>
            ImmutableInterlocked.Update(ref dispatcher._subscriptions, static (all, ended) => all.Remove(ended), this);
    }

    private sealed class Subscription<TEvent>(QmpEventDispatcherBase dispatcher, Func<TEvent, CancellationToken, Task> handler)
        : Subscription(dispatcher)
        where TEvent : QmpEvent
    {
        public override Task HandleAsync(QmpEvent e, CancellationToken cancellationToken) =>
            e is TEvent known ? handler(known, cancellationToken) : Task.CompletedTask;
    }
}
