using System.Runtime.CompilerServices;

namespace QmpGen.Tests;

/// <summary>No test waits without a limit: what should happen and does not fails the test with its own words.</summary>
internal static class Within
{
    /// <summary>Far beyond what anything here takes; on a busy machine, <see cref="MachineTime"/> makes it more.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<T> InTime<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).InTime(what);
        return await task;
    }

    public static async Task InTime(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WithinAsync(Limit);
        }
        catch (TimeoutException failure) when (!task.IsCompleted)
        {
            Assert.Fail($"{failure.Message} It was: {what}");
        }
    }

    public static Task InTime(this ValueTask task, [CallerArgumentExpression(nameof(task))] string what = "") => task.AsTask().InTime(what);

    public static Task<T> InTime<T>(
        this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string what = "") => task.AsTask().InTime(what);

    /// <summary>Expects an event as the next of a subscription.</summary>
    public static async Task<QmpEvent> NextAsync(
        this QmpSubscription subscription, [CallerArgumentExpression(nameof(subscription))] string what = "")
    {
        await using var events = subscription.GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync().InTime($"the next event of {what}"), $"{what} ended without another event");
        return events.Current;
    }

    /// <summary>The names of all events up to the end.</summary>
    public static async Task<List<string>> NamesAsync(this QmpSubscription subscription)
    {
        var names = new List<string>();
        await foreach (var qmpEvent in subscription)
        {
            names.Add(qmpEvent.EventName);
        }

        return names;
    }
}
