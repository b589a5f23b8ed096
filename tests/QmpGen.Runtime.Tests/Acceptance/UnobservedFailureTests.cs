using System.Collections.Concurrent;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>No failure is left in a task that nobody looks at: the runtime would report it to the whole process.</summary>
public sealed class UnobservedFailureTests
{
    private const string Mark = "unobserved-failure-tests";

    [Fact]
    public async Task Neither_a_negotiation_that_is_cut_off_nor_a_write_that_is_abandoned_leaves_one()
    {
        var seen = new ConcurrentQueue<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, e) => seen.Enqueue(e.Exception);
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            for (var i = 0; i < 20; i++)
            {
                await CloseInNegotiationAsync();
                await AbandonWriteAsync();
            }

            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }

        // Other tests run beside this one.
        Assert.DoesNotContain(
            seen.Select(e => e.ToString()),
            text => text.Contains("qmp_capabilities", StringComparison.Ordinal) || text.Contains(Mark, StringComparison.Ordinal));
    }

    private static async Task CloseInNegotiationAsync()
    {
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Greet().Expect("qmp_capabilities").Close());
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Connect()).InTime());
    }

    private static async Task AbandonWriteAsync()
    {
        var fail = new TaskCompletionSource();
        await using var server = QmpTestServer.InMemory(new QmpTestScript().Negotiate());
        var stream = server.Connect();
        await using (var client = await QmpClient.ConnectAsync(stream).InTime())
        {
            stream.BlockWrites(fail.Task);
            _ = client.ExecuteAsync("a").ContinueWith(t => t.Exception, TaskScheduler.Default);
        }

        fail.SetException(new IOException(Mark));

        // This task is the test's own: whether the client has come to write on it is chance.
        _ = fail.Task.Exception;
    }
}
