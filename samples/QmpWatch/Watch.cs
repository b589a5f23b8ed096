using QmpGen;
using QmpWatch.Events;

namespace QmpWatch;

/// <summary>Connects to a monitor, prints its events and says how it ended.</summary>
/// <param name="printer">Prints the events.</param>
/// <param name="messages">Where everything else is said, so that the output has nothing but events.</param>
internal sealed class Watch(EventPrinter printer, TextWriter messages)
{
    private static QmpClientOptions Options { get; } = new() { EventReader = QmpEvents.Reader };

    /// <summary>Follows a monitor until its end or the user's.</summary>
    /// <param name="endpoint">Where the monitor is.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public Task<int> FollowAsync(QmpEndpoint endpoint, CancellationToken cancellation) =>
        FollowAsync(endpoint, QmpClient.ConnectAsync(endpoint, Options, cancellation), drive: null, cancellation);

    /// <summary>Follows a monitor that connects on its own account.</summary>
    /// <param name="listener">Where it connects to.</param>
    /// <param name="drive">What to do with it meanwhile.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public Task<int> FollowAsync(QmpListener listener, Func<QmpClient, Task> drive, CancellationToken cancellation) =>
        FollowAsync(listener.Endpoint, listener.AcceptAsync(Options, cancellation), drive, cancellation);

    private async Task<int> FollowAsync(QmpEndpoint endpoint, Task<QmpClient> connecting, Func<QmpClient, Task>? drive, CancellationToken cancellation)
    {
        try
        {
            await using var client = await connecting;
            await messages.WriteLineAsync($"Connected to {endpoint}, QEMU {client.Version}.");
            return await FollowAsync(client, drive, cancellation);
        }
        catch (QmpException failure)
        {
            await messages.WriteLineAsync($"qmpwatch: {failure.Message}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
    }

    private async Task<int> FollowAsync(QmpClient client, Func<QmpClient, Task>? drive, CancellationToken cancellation)
    {
        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var driving = DriveAsync();
        try
        {
            await foreach (var e in client.Events.WithCancellation(following.Token))
            {
                printer.Print(e);
            }

            await driving;
            await SummariseAsync((await client.Completion).Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await SummariseAsync("Stopped watching; the virtual machine runs on.");
        }
        catch (OperationCanceledException) when (driving.IsFaulted)
        {
            await driving;
        }

        return ExitCodes.Success;

        async Task DriveAsync()
        {
            try
            {
                await (drive?.Invoke(client) ?? Task.CompletedTask);
            }
            catch
            {
                // No end of the machine is to be expected any more.
                await following.CancelAsync();
                throw;
            }
        }
    }

    private Task SummariseAsync(string reason) =>
        messages.WriteLineAsync($"{reason} {printer.Count} events of {printer.KindCount} kinds.");
}
