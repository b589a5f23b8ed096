using QmpGen;

namespace QmpWatch.Watching;

/// <summary>Puts the end of a connection into a line: what was seen and what to look at.</summary>
internal static class EndOfSession
{
    public static string Describe(Vm vm, QmpCloseReason reason) => reason.Kind switch
    {
        QmpCloseKind.Shutdown => reason.Message,
        QmpCloseKind.ClosedByPeer =>
            $"Lost {vm.Name}: the connection ended and no SHUTDOWN had come. QEMU was killed or crashed, or its monitor was closed; look for its process and its log.",
        QmpCloseKind.ConnectionLost => $"Lost {vm.Name}: {Clause(reason.Message)}. QEMU was killed or crashed, or the network failed; look for its process and its log.",
        QmpCloseKind.ProtocolViolation => $"Left {vm.Name}: it does not keep to QMP. {reason.Message}",
        _ => $"Lost {vm.Name}: {reason.Message}",
    };

    private static string Clause(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..].TrimEnd('.')}";
}
