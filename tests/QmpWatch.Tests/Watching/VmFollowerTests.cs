using System.Threading.Channels;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Tests.Support;
using QmpWatch.Watching;

namespace QmpWatch.Tests.Watching;

/// <summary>One machine is followed to its end, whatever happens first.</summary>
public sealed class VmFollowerTests
{
    [Fact]
    public async Task A_connection_that_is_lost_before_it_is_told_is_told_as_made_and_lost()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate().Event("STOP").Close());
        var isThere = true;
        var vm = new Vm("a", server.Endpoint) { Open = OpenAndLoseAsync, IsThere = () => isThere };
        var notices = Channel.CreateUnbounded<VmNotice>();
        var options = new FollowOptions { Client = new QmpClientOptions(), KeepTrying = true };

        var cancellation = TestContext.Current.CancellationToken;
        await new VmFollower(vm, options, TimeProvider.System, notices.Writer)
            .RunAsync(gone: CancellationToken.None, cancellation)
            .WaitAsync(Within.Limit, cancellation);

        notices.Writer.Complete();
        Assert.Equal(
            ["VmConnected", "VmHappened", "VmEnded"],
            await notices.Reader.ReadAllAsync(cancellation).Select(n => n.GetType().Name).ToListAsync(cancellation));

        async Task<QmpClient> OpenAndLoseAsync(QmpClientOptions client, CancellationToken opening)
        {
            var lost = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var report = client.Reconnect!.OnDisconnected!;
            var opened = await QmpClient.ConnectAsync(
                server.Endpoint,
                client with { Reconnect = client.Reconnect with { OnDisconnected = ReportLoss } },
                opening);
            await Within.LimitAsync(lost.Task, "The loss of the connection");
            return opened;

            void ReportLoss(QmpCloseReason reason)
            {
                report(reason);
                isThere = false;
                lost.SetResult(true);
            }
        }
    }
}
