using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace QmpGen;

/// <summary>
/// Hands events to those who subscribed to their types. The generator derives one from it for each spec,
/// <c>QmpEventDispatcher</c>.
/// </summary>
/// <remarks>
/// Handlers run one after the other in the order of their subscriptions, each event after the one before, asynchronous
/// ones too. A handler that throws does not keep the others from running. All methods may be called from any thread.
/// </remarks>
public abstract class QmpEventDispatcherBase
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>
    /// Called with every exception that a handler throws, and the event; then dispatching goes on. Without it, dispatching
    /// throws the exception once all handlers of the event have run.
    /// </summary>
    public Action<Exception, QmpEvent>? OnHandlerFailed { get; set; }

    /// <summary>Subscribes to one type of event; <see cref="QmpEvent"/> stands for all of them.</summary>
    /// <typeparam name="TEvent">The event's record.</typeparam>
    /// <param name="handler">Called for each such event.</param>
    /// <returns>Dispose it to end the subscription.</returns>
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

    /// <summary>Subscribes to one type of event; <see cref="QmpEvent"/> stands for all of them.</summary>
    /// <typeparam name="TEvent">The event's record.</typeparam>
    /// <param name="handler">Called and awaited for each such event.</param>
    /// <returns>Dispose it to end the subscription.</returns>
    public IDisposable On<TEvent>(Func<TEvent, Task> handler)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add<TEvent>((e, _) => handler(e));
    }

    /// <summary>Subscribes to one type of event; <see cref="QmpEvent"/> stands for all of them.</summary>
    /// <typeparam name="TEvent">The event's record.</typeparam>
    /// <param name="handler">Called and awaited for each such event, with the token of the dispatching call.</param>
    /// <returns>Dispose it to end the subscription.</returns>
    public IDisposable On<TEvent>(Func<TEvent, CancellationToken, Task> handler)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(handler);
    }

    /// <summary>Hands one event to its handlers and waits for them.</summary>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Handed to the handlers; once it is cancelled, no further handler is called.</param>
    /// <returns>A task that ends when all handlers have run.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="AggregateException">Several handlers failed, and there is no <see cref="OnHandlerFailed"/>; a single failure is thrown as it is.</exception>
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
            catch (Exception failure) when (OnHandlerFailed is { } report)
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
            throw new AggregateException($"{failures.Count} handlers of the event {e.EventName} failed.", failures);
        }
    }

    /// <summary>Hands on all events of a stream, each when the one before is handled.</summary>
    /// <param name="events">The events, such as a client gives them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends with the stream, or with a handler's exception if there is no <see cref="OnHandlerFailed"/>.</returns>
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
