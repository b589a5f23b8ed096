using System.Threading.Channels;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>
/// Follows one virtual machine and tells what it sees. It waits for nobody but its own machine and whoever reads the notices.
/// </summary>
/// <param name="vm">Which one.</param>
/// <param name="options">How.</param>
/// <param name="time">The clock.</param>
/// <param name="notices">Where to tell.</param>
internal sealed class VmFollower(Vm vm, FollowOptions options, TimeProvider time, ChannelWriter<VmNotice> notices)
{
    private static readonly QmpCommand QueryStatus = new("query-status") { Timeout = TimeSpan.FromSeconds(5) };

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Follows it until it ends, or again and again if that is wanted.</summary>
    /// <param name="gone">Ends the connecting again; a connection that is there is followed to its end.</param>
    /// <param name="cancellation">Ends all at once.</param>
    public async Task RunAsync(CancellationToken gone, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(gone, cancellation);
        var failures = 0;
        for (var connection = 1; ; connection++)
        {
            if (vm.IsThere?.Invoke() == false)
            {
                // It ended in good order and took its socket along.
                return;
            }

            var hadConnection = await FollowOnceAsync(cancellation);
            if (IsLast(connection) || gone.IsCancellationRequested)
            {
                return;
            }

            failures = hadConnection ? 0 : failures + 1;
            var delay = vm.Connections is null ? FollowOptions.DelayAfter(failures) : TimeSpan.Zero;
            await Task.Delay(delay, time, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private bool IsLast(int connection) => vm.Connections is { } all ? connection >= all : !options.KeepTrying;

    /// <summary>Follows one connection to its end.</summary>
    /// <returns>Whether there was one.</returns>
    private async Task<bool> FollowOnceAsync(CancellationToken cancellation)
    {
        QmpClient client;
        try
        {
            client = await vm.OpenAsync(options.ClientOf(vm), cancellation);
        }
        catch (QmpException failure)
        {
            await notices.WriteAsync(
                new VmFailed(vm, Now, await ConnectFailure.DescribeAsync(vm, failure, options.Client, cancellation)), cancellation);
            return false;
        }

        await using (client)
        {
            await notices.WriteAsync(new VmConnected(vm, Now, client.Version), cancellation);
            var asking = options.AskStatus ? AskStatusAsync(client, cancellation) : Task.CompletedTask;
            using var driving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var drive = DriveAsync(client, driving);
            await TellEventsAsync(client, driving.Token, cancellation);
            await drive;
            await asking;
            var reason = await client.Completion;
            await notices.WriteAsync(vm.End(reason, Now), cancellation);
        }

        return true;
    }

    private async Task TellEventsAsync(QmpClient client, CancellationToken driving, CancellationToken cancellation)
    {
        var dropped = 0L;
        try
        {
            await foreach (var e in client.Events.WithCancellation(driving))
            {
                if (client.Events.DroppedCount is var count && count > dropped)
                {
                    options.Recorder?.NoteDropped(vm.Name, count - dropped);
                    await notices.WriteAsync(new VmDropped(vm, Now, count - dropped), cancellation);
                    dropped = count;
                }

                await notices.WriteAsync(new VmHappened(vm, Now, e), cancellation);
            }
        }
        catch (QmpConnectionClosedException)
        {
            // The client's one reason says more.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Whoever drives the machine has failed, and says why.
        }
    }

    private async Task AskStatusAsync(QmpClient client, CancellationToken cancellation)
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

    private async Task DriveAsync(QmpClient client, CancellationTokenSource driving)
    {
        try
        {
            await (vm.Drive?.Invoke(client, driving.Token) ?? Task.CompletedTask);
        }
        catch
        {
            // No end of the machine is to be expected any more.
            await driving.CancelAsync();
            throw;
        }
    }
}
