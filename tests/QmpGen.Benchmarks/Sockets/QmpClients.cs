using QmpGen.Benchmarks.Document;

namespace QmpGen.Benchmarks.Sockets;

/// <summary>QmpGen's own client, from the connection to the last event in the hands of who asked for it.</summary>
internal static class QmpClients
{
    // Nothing may be dropped, or a client would be fast because it does less.
    private const int Capacity = 2 * EventServer.Count;

    /// <summary>Nobody subscribes to anything but the last event.</summary>
    public static async Task SkipAsync(string path, QmpClientOptions options)
    {
        await using var client = await ConnectAsync(path, options, capacity: 0).ConfigureAwait(false);
        await client.ExecuteAndWaitAsync("go", QmpEventFilter.Named(EventServer.Last)).ConfigureAwait(false);
    }

    /// <summary>One reader takes every event.</summary>
    public static async Task SubscribeAsync(string path, QmpClientOptions options)
    {
        await using var client = await ConnectAsync(path, options, Capacity).ConfigureAwait(false);
        var events = 0;
        var go = client.ExecuteAsync("go");
        await foreach (var e in client.Events.ConfigureAwait(false))
        {
            events++;
            if (e.EventName == EventServer.Last)
            {
                break;
            }
        }

        Check(events);
        await go.ConfigureAwait(false);
    }

    /// <summary>Every event is handed to a handler of its type.</summary>
    public static async Task DispatchAsync(string path, QmpClientOptions options)
    {
        await using var client = await ConnectAsync(path, options, Capacity).ConfigureAwait(false);
        using var ended = new CancellationTokenSource();
        var handled = 0;
        var dispatcher = new QmpEventDispatcher();
        dispatcher.On<BlockIoErrorEvent>(_ => handled++);
        dispatcher.On<QmpEvent>(e => handled += e is BlockIoErrorEvent ? 0 : 1);
        dispatcher.On<UnknownEvent>(_ => ended.CancelAsync());
        var go = client.ExecuteAsync("go");
        try
        {
            await dispatcher.RunAsync(client.Events, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Check(handled);
        }

        await go.ConfigureAwait(false);
    }

    private static Task<QmpClient> ConnectAsync(string path, QmpClientOptions options, int capacity) =>
        QmpClient.ConnectAsync(QmpEndpoint.Unix(path), options with { EventReader = QmpEvents.Reader, EventCapacity = capacity });

    private static void Check(int events)
    {
        if (events != EventServer.Count)
        {
            throw new InvalidOperationException($"{events} events of {EventServer.Count} arrived.");
        }
    }
}
