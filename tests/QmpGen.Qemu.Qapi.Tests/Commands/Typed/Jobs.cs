using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands.Typed;

/// <summary>Runs commands that start a job which does not dismiss itself.</summary>
internal static class Jobs
{
    private const int MostTries = 50;

    // To encrypt a disk, QEMU measures the processor's speed, and gives up if the system's clock for that stands still.
    private const string NoClock = "Unable to get accurate CPU usage";

    /// <summary>Starts a job, waits until it has concluded, looks for its error, and dismisses it.</summary>
    public static async Task RunAsync(Machine vm, CheckedExecutor executor, QmpCommand<QmpNothing> command, string id)
    {
        for (var tries = 1; ; tries++)
        {
            await vm.Client.ExecuteAndWaitAsync(
                command,
                (JobStatusChangeEvent e) => e.Id == id && e.Status == JobStatus.Concluded,
                Limit.Patience,
                TestContext.Current.CancellationToken);
            var jobs = await executor.QueryJobsAsync(TestContext.Current.CancellationToken);
            if (tries == MostTries || !jobs.Any(j => j.Id == id && j.Error == NoClock))
            {
                await DismissAsync(executor, id);
                return;
            }

            await executor.JobDismissAsync(id, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Dismisses a job that has concluded without an error.</summary>
    public static async Task DismissAsync(CheckedExecutor executor, string id)
    {
        var job = Assert.Single(await executor.QueryJobsAsync(TestContext.Current.CancellationToken), j => j.Id == id);
        Assert.Equal((JobStatus.Concluded, null), (job.Status, job.Error));
        await executor.JobDismissAsync(id, TestContext.Current.CancellationToken);
    }
}
