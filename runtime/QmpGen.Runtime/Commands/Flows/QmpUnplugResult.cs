namespace QmpGen;

/// <summary>The result of unplugging a device.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">
/// Why, in the words of QEMU or of the guest, for <see cref="QmpUnplugOutcome.Rejected"/> and
/// <see cref="QmpUnplugOutcome.RefusedByGuest"/>; <see langword="null"/> if there are none.
/// </param>
public sealed record QmpUnplugResult(QmpUnplugOutcome Outcome, string? Message = null)
{
    /// <summary>Whether the device is gone, so that what it used, such as a block node, can be removed.</summary>
    public bool IsGone => Outcome is QmpUnplugOutcome.Deleted or QmpUnplugOutcome.NotFound;
}

/// <summary>Specifies how unplugging a device ended.</summary>
public enum QmpUnplugOutcome
{
    /// <summary>The device is gone.</summary>
    Deleted,

    /// <summary>
    /// The device does not exist. QEMU may also have just taken it out of its tree, and release it when the processor
    /// of the guest pauses; the event DEVICE_DELETED then follows.
    /// </summary>
    NotFound,

    /// <summary>
    /// QEMU has asked the guest, which has not answered within the time limit. The device may still go, when the guest answers or when
    /// the machine is reset. <see cref="QmpFlows.WaitForUnplugAsync"/> continues the wait.
    /// </summary>
    Pending,

    /// <summary>The guest refused to release the device (event DEVICE_UNPLUG_GUEST_ERROR or MEM_UNPLUG_ERROR).</summary>
    RefusedByGuest,

    /// <summary>
    /// QEMU refused to ask the guest: the device cannot be unplugged, or is already being unplugged. In the latter case,
    /// <see cref="QmpFlows.WaitForUnplugAsync"/> waits for the end.
    /// </summary>
    Rejected,
}
