namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Bounds every wait, so that a missing event ends in a message and never in a hanging run.</summary>
internal static class Limit
{
    /// <summary>What takes QEMU 20 ms on an idle machine may take a hundred times as long on a busy one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for work that takes a token.</summary>
    /// <param name="work">The work.</param>
    /// <param name="failure">Says what was expected and what was found instead.</param>
    public static async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> work, Func<string> failure)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // The second bound is for work that does not heed its token.
            return await work(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"After {Patience.TotalSeconds} seconds: {failure()}");
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
