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
    private static readonly QmpReconnectOptions Persistent = new()
    {
        InitialDelay = TimeSpan.FromSeconds(0.25),
        MaxDelay = TimeSpan.FromSeconds(5),
        WaitForFirstConnection = true,
        AfterShutdown = true,
    };

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Follows it until it ends, or again and again if that is wanted.</summary>
    /// <param name="gone">Ends the attempts to reconnect; a connection that exists is followed to its end.</param>
    /// <param name="cancellation">Ends everything at once.</param>
    public async Task RunAsync(CancellationToken gone, CancellationToken cancellation)
    {
        using var reports = new ConnectionReports();
        using var whenGone = gone.UnsafeRegister(static r => ((ConnectionReports)r!).Interrupt(), reports);
        var client = options.ClientOf(vm);
        if (vm.Connections is null && options.KeepTrying)
        {
            client = client with
            {
                Reconnect = Persistent with { OnDisconnected = reports.AddLoss, OnAttemptFailed = reports.AddFailure },
            };
        }

        vm.Followed?.Invoke(reports.ToldAsync);
        for (var connection = 0; connection < (vm.Connections ?? 1); connection++)
        {
            await FollowAsync(client, reports, gone, cancellation);
            reports.End();
        }
    }

    /// <summary>Follows one client to its end, over all connections that it makes.</summary>
    private async Task FollowAsync(
        QmpClientOptions clientOptions, ConnectionReports reports, CancellationToken gone, CancellationToken cancellation)
    {
        if (await ConnectAsync(clientOptions, reports, gone, cancellation) is not { } client)
        {
            return;
        }

        await using (client)
        {
            var connected = new ConnectedVm(vm, client, options, time, notices);
            using var driving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await connected.TellConnectedAsync(cancellation);
            var drive = DriveAsync(client, driving);
            await connected.TellReceivedAsync(cancellation);
            do
            {
                await TellReportsAsync(reports, connected, gone, cancellation);
                await connected.TellReceivedAsync(cancellation);
                reports.Told();
                if (!connected.IsConnected && !MayComeBack(gone))
                {
                    await client.DisposeAsync();
                }
            }
            while (await connected.TellEventsAsync(reports.Interruption, driving.Token, cancellation));

            await drive;
            await connected.AskedAsync();
            await connected.TellEndAsync(await client.Completion, cancellation);
        }
    }

    /// <summary>Connects, and tells of every attempt that fails.</summary>
    /// <returns>The client; null if there is no connection and none is to be expected.</returns>
    private async Task<QmpClient?> ConnectAsync(
        QmpClientOptions clientOptions, ConnectionReports reports, CancellationToken gone, CancellationToken cancellation)
    {
        if (!MayComeBack(gone))
        {
            return null;
        }

        using var connecting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var opening = vm.OpenAsync(clientOptions, connecting.Token);
        while (!opening.IsCompleted)
        {
            await ((Task)opening.WaitAsync(reports.Interruption)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TellReportsAsync(reports, connected: null, gone, cancellation);
            if (!MayComeBack(gone))
            {
                await connecting.CancelAsync();
                break;
            }
        }

        try
        {
            return await opening;
        }
        catch (QmpException failure)
        {
            await TellFailureAsync(failure, cancellation);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool MayComeBack(CancellationToken gone) => !gone.IsCancellationRequested && vm.IsThere?.Invoke() != false;

    private async Task TellReportsAsync(
        ConnectionReports reports, ConnectedVm? connected, CancellationToken gone, CancellationToken cancellation)
    {
        foreach (var report in reports.Take())
        {
            switch (report)
            {
                case QmpCloseReason reason when connected is null:
                    // Lost before anybody was told of the connection.
                    reports.PutBack(reason);
                    break;
                case QmpCloseReason reason:
                    await connected.TellEndAsync(reason, cancellation);
                    break;

                // That a socket has gone is no trouble: its machine ended in good order and took it along.
                case QmpFailedAttempt attempt when MayComeBack(gone):
                    await TellFailureAsync(attempt.Exception, cancellation);
                    break;
            }
        }
    }

    private async Task TellFailureAsync(Exception failure, CancellationToken cancellation) => await notices.WriteAsync(
        new VmFailed(vm, Now, await ConnectFailure.DescribeAsync(vm, failure, options.Client, cancellation)), cancellation);

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
