using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Tests;

internal static class TimeAdvance
{
    /// <summary>
    /// Lets time go on in steps until something has ended: a limit starts to run when the client has come that far, which
    /// no test can see.
    /// </summary>
    public static async Task AdvanceUntil(this FakeTimeProvider time, Task ended)
    {
        for (var watch = Stopwatch.StartNew(); !ended.IsCompleted && watch.Elapsed < Within.Limit;)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(ended.IsCompleted, "However much time went on, nothing ended.");
    }
}
