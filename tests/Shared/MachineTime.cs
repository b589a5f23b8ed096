using System.Globalization;

namespace QmpGen.Tests;

/// <summary>
/// Time as a process has it: of a machine on which four programs want each core, a process gets a quarter, so a second counts as a
/// quarter of one. A limit that is measured so ends what hangs, and not what has to wait its turn.
/// </summary>
internal static class MachineTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Waits for a task until a limit has passed.</summary>
    /// <exception cref="TimeoutException">The task did not end within the limit.</exception>
    public static async Task WithinAsync(this Task task, TimeSpan limit, CancellationToken cancellation = default)
    {
        if (task.IsCompleted)
        {
            await task;
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var passing = PassAsync(limit, Load, TimeProvider.System, waiting.Token);
        if (await Task.WhenAny(task, passing) == passing && !task.IsCompleted)
        {
            await passing;
            throw new TimeoutException(string.Create(
                CultureInfo.InvariantCulture,
                $"It did not end within {limit.TotalSeconds} s of an idle machine; the load for each core is {Load():0.0}."));
        }

        await waiting.CancelAsync();
        await passing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await task;
    }

    public static async Task<T> WithinAsync<T>(this Task<T> task, TimeSpan limit, CancellationToken cancellation = default)
    {
        await ((Task)task).WithinAsync(limit, cancellation);
        return await task;
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="limit">How much, of a idle machine.</param>
    /// <param name="load">How many programs want each core.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static async Task PassAsync(TimeSpan limit, Func<double> load, TimeProvider time, CancellationToken cancellation)
    {
        for (var left = limit; left > TimeSpan.Zero;)
        {
            var slowness = Math.Max(1, load());
            var step = left * slowness < Step ? left * slowness : Step;
            await Task.Delay(step, time, cancellation).ConfigureAwait(false);
            left -= step / slowness;
        }
    }

    /// <summary>How many programs want each core; 1 where the system does not tell.</summary>
    public static double Load()
    {
        try
        {
            var text = File.ReadAllText("/proc/loadavg").Split(' ')[0];
            return double.Parse(text, CultureInfo.InvariantCulture) / Environment.ProcessorCount;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            return 1;
        }
    }
}
