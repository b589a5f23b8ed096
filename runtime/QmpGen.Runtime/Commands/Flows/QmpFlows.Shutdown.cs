using QmpGen.Flows;

namespace QmpGen;

/// <content>Shutting down.</content>
public static partial class QmpFlows
{
    /// <summary>
    /// Presses the power button (<c>system_powerdown</c>), waits until the guest has shut down, and otherwise falls back to what the
    /// options say.
    /// </summary>
    /// <remarks>
    /// The reply to <c>system_powerdown</c> and the event POWERDOWN mean only that the button was pressed. The guest decides; a guest that
    /// is not running (<c>query-status</c>) does not notice. The agent in the guest is another way: <c>QgaClient.ShutdownAsync</c>.
    /// </remarks>
    /// <param name="client">The client. Its session usually ends.</param>
    /// <param name="options">The time limits and the fallback.</param>
    /// <param name="cancellationToken">Cancels the wait, and the fallback with it. The button stays pressed.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="QmpConnectionClosedException">
    /// The connection was lost in another way than by QEMU's end, or the client was disposed of.
    /// </exception>
    public static async Task<QmpShutdownResult> ShutdownAsync(
        this QmpClient client, QmpShutdownOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var flow = new ShutdownFlow(client, options ?? QmpShutdownOptions.Default, cancellationToken);
        return await flow.RunAsync().ConfigureAwait(false);
    }
}
