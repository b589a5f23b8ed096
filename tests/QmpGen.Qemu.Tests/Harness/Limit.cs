using QmpGen.Tests;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Bounds every wait, so that a missing event ends in a message and never in a hanging run.</summary>
internal static class Limit
{
    /// <summary>A hundred times what anything takes; on a busy machine, <see cref="MachineTime"/> makes it more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for work that takes a token.</summary>
    /// <param name="work">The work.</param>
    /// <param name="failure">Says what was expected and what was found instead.</param>
    public static async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> work, Func<string> failure)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var working = work(limit.Token);
        try
        {
            return await working.WithinAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late) when (!working.IsCompleted)
        {
            // Work that heeds its token ends.
            await limit.CancelAsync();
            await ((Task)working).WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new TimeoutException($"{late.Message} {failure()}", late);
        }
    }

    public static async Task WaitAsync(Func<CancellationToken, Task> work, Func<string> failure) =>
        await WaitAsync(
            async token =>
            {
                await work(token);
                return true;
            },
            failure);

    public static Task WaitAsync(Task task, Func<string> failure) => WaitAsync(_ => task, failure);

    public static Task<T> WaitAsync<T>(Task<T> task, Func<string> failure) => WaitAsync(_ => task, failure);
}
