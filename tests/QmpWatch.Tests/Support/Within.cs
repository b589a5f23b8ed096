namespace QmpWatch.Tests.Support;

/// <summary>Bounds every wait of a test.</summary>
internal static class Within
{
    /// <summary>Far more than anything takes, even on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits for something to end.</summary>
    public static async Task<T> LimitAsync<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what} did not come within {Limit.TotalSeconds} s.");
        }
    }
}
