namespace QmpGen.Protocol;

/// <summary>
/// SHUTDOWN announces that QEMU exits, but with <c>-no-shutdown</c> or <c>-action shutdown=pause</c> the process lives on.
/// Whatever only a QEMU sends that has not left its main loop takes the announcement back; when such a process goes, it has
/// crashed or was killed.
/// </summary>
internal static class ExitNotice
{
    /// <summary>Whether an event proves that QEMU lives on.</summary>
    /// <param name="name">The event's name.</param>
    /// <remarks>
    /// QEMU sends these from its main loop, which ends with the SHUTDOWN of a QEMU that exits. Others come while it exits: from
    /// the guest's processors, such as GUEST_PANICKED and SUSPEND_DISK, or while it cleans up, such as BLOCK_JOB_CANCELLED and
    /// VNC_DISCONNECTED.
    /// </remarks>
    public static bool IsTakenBackBy(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("STOP"u8)
        || name.SequenceEqual("RESUME"u8)
        || name.SequenceEqual("RESET"u8)
        || name.SequenceEqual("SUSPEND"u8)
        || name.SequenceEqual("WAKEUP"u8)
        || name.SequenceEqual("POWERDOWN"u8);

    /// <summary>Whether the reply to a command proves that QEMU lives on.</summary>
    /// <param name="command">The command.</param>
    /// <param name="notices">How many times QEMU has announced its exit.</param>
    /// <remarks>
    /// A command that was in flight may be answered while QEMU exits, as <c>quit</c> is; one that is sent after SHUTDOWN has
    /// come is not. Out-of-band commands are answered outside of the main loop.
    /// </remarks>
    public static bool IsTakenBackBy(PendingCommand command, int notices) => command.ExitNoticesBefore == notices && command.Name != "quit";
}
