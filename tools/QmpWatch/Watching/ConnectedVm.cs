using System.Threading.Channels;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>
/// Tells what a client sees of its machine, in order: what is lost and found again is told after the last event of the old and
/// before the first of the new connection.
/// </summary>
/// <param name="vm">The machine.</param>
/// <param name="client">The client.</param>
/// <param name="options">How the machine is followed.</param>
/// <param name="time">The clock.</param>
/// <param name="notices">Where to tell.</param>
internal sealed class ConnectedVm(
    Vm vm, QmpClient client, FollowOptions options, TimeProvider time, ChannelWriter<VmNotice> notices)
{
    private static readonly QmpCommand QueryStatus = new("query-status") { Timeout = TimeSpan.FromSeconds(5) };

    private Task _asking = Task.CompletedTask;
    private long _dropped;

    /// <summary>Whether the last that was told is a connection, and not its end.</summary>
    public bool IsConnected { get; private set; }

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task TellConnectedAsync(CancellationToken cancellation)
    {
        IsConnected = true;
        await notices.WriteAsync(new VmConnected(vm, Now, client.Version), cancellation);
        if (options.AskStatus)
        {
            _asking = Task.WhenAll(_asking, AskStatusAsync(cancellation));
        }
    }

    /// <summary>Tells the end of a connection, unless it has been told.</summary>
    public async Task TellEndAsync(QmpCloseReason reason, CancellationToken cancellation)
    {
        if (IsConnected)
        {
            IsConnected = false;
            await notices.WriteAsync(vm.End(reason, Now), cancellation);
        }
    }

    /// <summary>Tells events until the client has ended, or until something else has come up and all that was received is told.</summary>
    /// <param name="interruption">Cancelled when something else has come up.</param>
    /// <param name="driving">Ends the events when no more are to be expected.</param>
    /// <param name="cancellation">Cancels everything.</param>
    /// <returns>Whether more events can come.</returns>
    public async Task<bool> TellEventsAsync(CancellationToken interruption, CancellationToken driving, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(interruption, driving);
        try
        {
            await foreach (var e in client.Events.WithCancellation(waiting.Token))
            {
                await TellAsync(e, cancellation);
            }

            return false;
        }
        catch (QmpConnectionClosedException)
        {
            // The client's one reason says more.
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (driving.IsCancellationRequested)
            {
                // Whoever drives the machine has failed, and says why.
                return false;
            }
        }

        await TellReceivedAsync(cancellation);
        return true;
    }

    /// <summary>Tells the events that the client has received, and waits for no others.</summary>
    public async Task TellReceivedAsync(CancellationToken cancellation)
    {
        while (client.Events.TryRead(out var e))
        {
            await TellAsync(e, cancellation);
        }
    }

    /// <summary>Waits until nothing is asked any more.</summary>
    public Task AskedAsync() => _asking;

    private async Task TellAsync(QmpEvent e, CancellationToken cancellation)
    {
        if (client.Events.DroppedCount is var count && count > _dropped)
        {
            options.Recorder?.NoteDropped(vm.Name, count - _dropped);
            await notices.WriteAsync(new VmDropped(vm, Now, count - _dropped), cancellation);
            _dropped = count;
        }

        if (e is ConnectionGapEvent gap)
        {
            await TellEndAsync(gap.Reason, cancellation);
            await TellConnectedAsync(cancellation);
            return;
        }

        await notices.WriteAsync(new VmHappened(vm, Now, e), cancellation);
    }

    private async Task AskStatusAsync(CancellationToken cancellation)
    {
        try
        {
            var reply = await client.ExecuteAsync(QueryStatus, cancellation);
            if (reply.TryGetProperty("status"u8, out var status) && status.GetString() is { } text)
            {
                await notices.WriteAsync(new VmStatus(vm, Now, text), cancellation);
            }
        }
        catch (Exception failure) when (failure is QmpException or InvalidOperationException)
        {
            // A monitor that does not say is watched all the same; its events will tell.
        }
    }
}
