using QmpGen;

namespace QmpWatch.Watching;

/// <summary>Tells what the end of a connection means, and what to look at if it came without notice.</summary>
internal static class EndOfSession
{
    /// <summary>Judges the end.</summary>
    /// <param name="vm">Whose connection it was.</param>
    /// <param name="reason">The client's reason.</param>
    /// <returns>What is wrong; null if QEMU had announced its end.</returns>
    public static Trouble? Judge(Vm vm, QmpCloseReason reason) => reason.Kind switch
    {
        QmpCloseKind.Shutdown => null,
        QmpCloseKind.ClosedByPeer => Lost(
            vm,
            "the connection ended without a SHUTDOWN event. QEMU was killed or crashed, or its monitor was closed; "
                + "check its process and its log."),
        QmpCloseKind.ConnectionLost => Lost(
            vm, $"{Clause(reason.Message)}. QEMU was killed or crashed, or the network failed; check its process and its log."),
        QmpCloseKind.ProtocolViolation => new Trouble($"Disconnected from {vm.Name}:", $"it does not follow QMP. {reason.Message}"),
        _ => Lost(vm, reason.Message),
    };

    private static Trouble Lost(Vm vm, string seen) => new($"Lost {vm.Name}:", seen);

    private static string Clause(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..].TrimEnd('.')}";
}
