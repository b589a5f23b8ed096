using QmpGen.Flows;

namespace QmpGen;

/// <content>Run states.</content>
public static partial class QmpFlows
{
    /// <summary>
    /// Waits until the machine is in a run state, which it may be already. It can be in another one by the time you look.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="state">The state as in <c>query-status</c>, such as <c>running</c>, <c>paused</c> or <c>postmigrate</c>.</param>
    /// <param name="timeout">Maximum time to wait; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The state, and whether it is the awaited one.</returns>
    /// <exception cref="QmpConnectionClosedException">The session ended first.</exception>
    public static Task<QmpRunStateResult> WaitForRunStateAsync(
        this QmpClient client, string state, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(state);
        return client.WaitForRunStateAsync(now => now == state, timeout, cancellationToken);
    }

    /// <summary>Waits until the machine is in one of several run states.</summary>
    /// <param name="client">The client.</param>
    /// <param name="predicate">Whether a state as in <c>query-status</c> is an awaited one. QEMU may add states.</param>
    /// <param name="timeout">Maximum time to wait; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The state, and whether it is an awaited one.</returns>
    /// <exception cref="QmpConnectionClosedException">The session ended first.</exception>
    public static async Task<QmpRunStateResult> WaitForRunStateAsync(
        this QmpClient client, Func<string, bool> predicate, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(predicate);
        using var watch = new FlowWatch(
            client,
            "Waiting for a run state",
            timeout,
            cancellationToken,
            "STOP",
            "RESUME",
            "SUSPEND",
            "WAKEUP",
            "SHUTDOWN",
            "RESET",
            "GUEST_PANICKED",
            "MIGRATION");
        var last = string.Empty;
        return await watch.RunAsync(
            async () =>
            {
                while (true)
                {
                    if (await watch.AskAsync("query-status").ConfigureAwait(false) is { } status)
                    {
                        last = status.Text("status"u8) ?? last;
                        if (predicate(last))
                        {
                            return new QmpRunStateResult(IsReached: true, last);
                        }
                    }

                    // Not every change has an event: a machine that is paused becomes one that has migrated. Where the event names
                    // the state, it has been reached, even if it is over by now.
                    var next = await watch.NextAsync(FlowWatch.AskAgain).ConfigureAwait(false);
                    if (next?.EventName is "RESUME" && predicate("running"))
                    {
                        return new QmpRunStateResult(IsReached: true, "running");
                    }
                }
            },
            () => new QmpRunStateResult(IsReached: false, last)).ConfigureAwait(false);
    }
}

/// <summary>The result of waiting for a run state.</summary>
/// <param name="IsReached">Whether the machine is in an awaited state; <see langword="false"/> if the time limit has passed.</param>
/// <param name="State">The last known state; empty if QEMU has not answered.</param>
public sealed record QmpRunStateResult(bool IsReached, string State);
