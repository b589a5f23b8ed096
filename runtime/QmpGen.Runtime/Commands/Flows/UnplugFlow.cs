using System.Text.Json;

namespace QmpGen.Flows;

/// <summary>Asks the guest to release a device, and waits for the event that names it.</summary>
internal sealed class UnplugFlow : IDisposable
{
    private const string NotFound = "DeviceNotFound";

    private readonly FlowWatch _watch;
    private readonly string _device;

    public UnplugFlow(QmpClient client, string device, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(device);
        _device = device;
        _watch = new FlowWatch(
            client,
            $"Unplugging '{device}'",
            timeout,
            cancellationToken,
            "DEVICE_DELETED",
            "DEVICE_UNPLUG_GUEST_ERROR",
            "MEM_UNPLUG_ERROR");
    }

    public Task<QmpUnplugResult> RunAsync(bool asksGuest) => _watch.RunAsync(
        async () => (asksGuest
            ? await AskAsync().ConfigureAwait(false)
            : await WhereGoneAsync(QmpUnplugOutcome.NotFound).ConfigureAwait(false))
            ?? await WaitAsync().ConfigureAwait(false),
        static () => new QmpUnplugResult(QmpUnplugOutcome.Pending));

    public void Dispose() => _watch.Dispose();

    /// <summary>Asks the guest.</summary>
    /// <returns>The result, if QEMU does not ask.</returns>
    private async Task<QmpUnplugResult?> AskAsync()
    {
        try
        {
            await _watch.SendAsync(new QmpCommand("device_del", writer => writer.WriteString("id"u8, _device))).ConfigureAwait(false);
            return null;
        }
        catch (QmpCommandException exception) when (exception.HasCommandId)
        {
            return exception.ErrorClass == NotFound
                ? new QmpUnplugResult(QmpUnplugOutcome.NotFound)
                : new QmpUnplugResult(QmpUnplugOutcome.Rejected, exception.Description);
        }
    }

    private async Task<QmpUnplugResult> WaitAsync()
    {
        while (true)
        {
            var next = await _watch.NextAsync().ConfigureAwait(false);
            if (next is ConnectionGapEvent)
            {
                // The event may have been lost in the gap.
                if (await WhereGoneAsync(QmpUnplugOutcome.Deleted).ConfigureAwait(false) is { } gone)
                {
                    return gone;
                }
            }
            else if (next is not null && FlowData.Of(next) is var data && IsMine(data))
            {
                return next.EventName == "DEVICE_DELETED"
                    ? new QmpUnplugResult(QmpUnplugOutcome.Deleted)
                    : new QmpUnplugResult(QmpUnplugOutcome.RefusedByGuest, data.Text("msg"u8));
            }
        }
    }

    /// <summary>
    /// Whether an event is of the device itself: parts of it, such as its virtio backend, go first and have a path of their own.
    /// </summary>
    private bool IsMine(JsonElement data) => data.Text("device"u8) == _device || data.Text("path"u8) == _device;

    private async Task<QmpUnplugResult?> WhereGoneAsync(QmpUnplugOutcome outcome)
    {
        var path = _device.StartsWith('/') ? _device : $"/machine/peripheral/{_device}";
        try
        {
            await _watch.AskAsync(new QmpCommand("qom-list", writer => writer.WriteString("path"u8, path))).ConfigureAwait(false);
            return null;
        }
        catch (QmpCommandException exception) when (exception.ErrorClass == NotFound)
        {
            return new QmpUnplugResult(outcome);
        }
    }
}
