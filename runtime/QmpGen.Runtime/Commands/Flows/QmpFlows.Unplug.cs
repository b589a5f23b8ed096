using QmpGen.Flows;

namespace QmpGen;

/// <content>Unplugging devices.</content>
public static partial class QmpFlows
{
    /// <summary>Unplugs a device (command <c>device_del</c>) and waits until it is gone.</summary>
    /// <remarks>
    /// The reply to <c>device_del</c> means only that QEMU has asked the guest. The device is gone at the event DEVICE_DELETED, which a
    /// guest without an operating system never causes; until then, <c>blockdev-del</c> of its disk fails.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="device">The device's id, or its QOM path, which starts with a slash.</param>
    /// <param name="timeout">
    /// Maximum time to wait; <see langword="null"/> to wait indefinitely. Afterwards, the device is still being unplugged.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait, not the unplugging, which QEMU cannot cancel.</param>
    /// <returns>How it ended. A guest that did not answer in time is a result, not an exception.</returns>
    /// <exception cref="QmpConnectionClosedException">The session ended before the event arrived.</exception>
    public static async Task<QmpUnplugResult> UnplugAsync(
        this QmpClient client, string device, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var flow = new UnplugFlow(client, device, timeout, cancellationToken);
        return await flow.RunAsync(asksGuest: true).ConfigureAwait(false);
    }

    /// <summary>Waits for the end of an unplugging that has begun, without asking the guest again.</summary>
    /// <param name="client">The client.</param>
    /// <param name="device">The device's id, or its QOM path, which starts with a slash.</param>
    /// <param name="timeout">Maximum time to wait; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>How it ended; <see cref="QmpUnplugOutcome.NotFound"/> if the device was gone before the call.</returns>
    /// <exception cref="QmpConnectionClosedException">The session ended before the event arrived.</exception>
    public static async Task<QmpUnplugResult> WaitForUnplugAsync(
        this QmpClient client, string device, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var flow = new UnplugFlow(client, device, timeout, cancellationToken);
        return await flow.RunAsync(asksGuest: false).ConfigureAwait(false);
    }
}
