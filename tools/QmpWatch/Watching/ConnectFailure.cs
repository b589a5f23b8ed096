using System.Text;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>Puts a connection that did not come about into a line: what was tried, what came, what to do.</summary>
internal static class ConnectFailure
{
    private const string OneAtATime =
        "A monitor serves one client at a time: disconnect the one that holds it ('ss -xp' and 'ss -tp' show it), or give QEMU a "
            + "second -qmp.";

    // The system has no room for more: one byte of its 108 ends the path.
    private const int LongestPath = 107;

    private const string GiveQmp = "Use the address given to -qmp on QEMU's command line.";

    public static async Task<Trouble> DescribeAsync(Vm vm, Exception failure, QmpClientOptions options, CancellationToken cancellation)
    {
        var couldNot = $"Could not connect to {vm.Endpoint}:";
        return failure switch
        {
            QmpConnectException => new Trouble(couldNot, Advise(vm) ?? Rest(failure.Message, couldNot)),
            QmpTimeoutException { Kind: QmpTimeoutKind.Connect } => new Trouble(
                couldNot, $"no answer within {Seconds(options.ConnectTimeout)}. Is the host up, and does a firewall let the port through?"),
            QmpTimeoutException { Kind: QmpTimeoutKind.Greeting } =>
                await DescribeSilenceAsync(vm, $"no QMP greeting arrived within {Seconds(options.GreetingTimeout)}", cancellation),
            QmpTimeoutException { Kind: QmpTimeoutKind.Negotiation } => new Trouble(
                $"Could not watch {vm.Endpoint}:",
                $"The server greeted but did not answer qmp_capabilities in time (limit: {Seconds(options.NegotiationTimeout)})."),
            QmpConnectionClosedException { Reason.Kind: QmpCloseKind.ClosedByPeer or QmpCloseKind.ConnectionLost } =>
                await DescribeSilenceAsync(vm, "the other side closed the connection before the greeting", cancellation),
            QmpConnectionClosedException closed => new Trouble($"Could not watch {vm.Endpoint}:", closed.Reason.Message),
            _ => new Trouble($"Could not watch {vm.Endpoint}:", failure.Message),
        };
    }

    /// <summary>What this program can say beyond the client's own message; null if nothing.</summary>
    private static string? Advise(Vm vm)
    {
        if (vm.SocketPath is not { } path)
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(path) is var length and > LongestPath)
        {
            return $"the path has {length} bytes; a socket's path can have at most {LongestPath}. "
                + "Run qmpwatch in the socket's folder and write ./NAME.";
        }

        return Directory.Exists(path) ? $"it is a folder. Write '{path}' without unix: to watch every socket in it." : null;
    }

    private static async Task<Trouble> DescribeSilenceAsync(Vm vm, string seen, CancellationToken cancellation)
    {
        var peer = await PeerProbe.AskAsync(vm.Endpoint, cancellation);
        return new Trouble($"Connected to {vm.Endpoint}, but", peer.Kind switch
        {
            PeerKind.Http => $"a web server answers there ({peer.Text}), not a QMP monitor. {GiveQmp}",
            PeerKind.HumanMonitor =>
                $"it is QEMU's human monitor ({peer.Text}). Start QEMU with -qmp instead of -monitor, or add mode=control to -mon.",
            PeerKind.GuestAgent => $"a guest agent answers there ({peer.Text}), which sends no events. {GiveQmp}",
            PeerKind.Other => $"what answers there is not a QMP monitor; it sent {peer.Text}. {GiveQmp}",
            _ => $"{seen}. {OneAtATime}",
        });
    }

    private static string Rest(string message, string start) =>
        message.StartsWith(start, StringComparison.Ordinal) ? message[start.Length..].TrimStart() : message;

    private static string Seconds(TimeSpan limit) => FormattableString.Invariant($"{limit.TotalSeconds} s");
}
