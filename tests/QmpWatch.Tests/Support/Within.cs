using QmpGen.Tests;

namespace QmpWatch.Tests.Support;

/// <summary>Bounds every wait of a test.</summary>
internal static class Within
{
    /// <summary>Far more than anything takes on an idle machine; <see cref="MachineTime"/> makes it more on a busy one.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits for something to end.</summary>
    public static async Task<T> LimitAsync<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WithinAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException failure) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what} did not come. {failure.Message}", failure);
        }
    }
}
