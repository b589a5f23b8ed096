using System.Net.Sockets;
using System.Text;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>Puts a connection that did not come about into a line: what was tried, what came, what to do.</summary>
internal static class ConnectFailure
{
    private const string OneAtATime =
        "A monitor serves one client at a time: end the one that holds it ('ss -xp' and 'ss -tp' tell who), or give QEMU a second monitor by another -qmp.";

    // The system has no room for more.
    private const int LongestPath = 108;

    private const string GiveQmp = "Give the address that stands behind -qmp on QEMU's command line.";

    public static async Task<Trouble> DescribeAsync(Vm vm, QmpException failure, QmpClientOptions options, CancellationToken cancellation)
    {
        var couldNot = $"Could not connect to {vm.Endpoint}:";
        return failure switch
        {
            QmpConnectException connect => new Trouble(couldNot, Describe(vm, connect.InnerException) ?? Rest(failure.Message, couldNot)),
            QmpTimeoutException { Kind: QmpTimeoutKind.Connect } => new Trouble(
                couldNot, $"no answer within {Seconds(options.ConnectTimeout)}. Is the host up, and does a firewall let the port through?"),
            QmpTimeoutException { Kind: QmpTimeoutKind.Greeting } =>
                await DescribeSilenceAsync(vm, $"no QMP greeting came within {Seconds(options.GreetingTimeout)}", cancellation),
            QmpTimeoutException { Kind: QmpTimeoutKind.Negotiation } => new Trouble(
                $"Could not watch {vm.Endpoint}:", $"The server greeted but did not answer qmp_capabilities in time (limit: {Seconds(options.NegotiationTimeout)})."),
            QmpConnectionClosedException { Reason.Kind: QmpCloseKind.ClosedByPeer or QmpCloseKind.ConnectionLost } =>
                await DescribeSilenceAsync(vm, "the other side hung up before it greeted", cancellation),
            QmpConnectionClosedException closed => new Trouble($"Could not watch {vm.Endpoint}:", closed.Reason.Message),
            _ => new Trouble($"Could not watch {vm.Endpoint}:", failure.Message),
        };
    }

    private static string? Describe(Vm vm, Exception? failure)
    {
        var path = PathOf(vm.Endpoint);
        if (path is not null && Encoding.UTF8.GetByteCount(path) is var length and > LongestPath)
        {
            return $"the path has {length} bytes, and that of a socket has {LongestPath} at most. Run qmpwatch in the socket's folder and give its name as ./NAME.";
        }

        return (failure as SocketException)?.SocketErrorCode switch
        {
            null => null,
            _ when path is not null && Directory.Exists(path) => $"it is a folder. Give '{path}' without unix: to follow every socket in it.",
            SocketError.AccessDenied when path is not null =>
                $"permission denied for user {Environment.UserName}. Run qmpwatch as the user that QEMU runs as, or let that user's umask and the folder's rights admit yours.",
            SocketError.ConnectionRefused when path is not null && new FileInfo(path) is { Exists: true, Length: > 0 } =>
                "it is a file, not a socket. Give the path that stands behind -qmp unix: on QEMU's command line.",
            SocketError.ConnectionRefused when path is not null =>
                "nobody listens there. A QEMU that was killed leaves its socket behind; start it again, or remove the file.",
            SocketError.WouldBlock or SocketError.TryAgain => $"others wait there already. {OneAtATime}",
            _ => null,
        };
    }

    private static async Task<Trouble> DescribeSilenceAsync(Vm vm, string seen, CancellationToken cancellation)
    {
        var peer = await PeerProbe.AskAsync(vm.Endpoint, cancellation);
        return new Trouble($"Connected to {vm.Endpoint}, but", peer.Kind switch
        {
            PeerKind.Http => $"a web server answers there ({peer.Text}), no QMP monitor. {GiveQmp}",
            PeerKind.HumanMonitor => $"it is QEMU's monitor for people ({peer.Text}), not the one for programs. Start QEMU with -qmp instead of -monitor, or with mode=control behind -mon.",
            PeerKind.GuestAgent => $"a guest agent answers there ({peer.Text}), which sends no events. {GiveQmp}",
            PeerKind.Other => $"what answers there is no QMP monitor; it sent {peer.Text}. {GiveQmp}",
            _ => $"{seen}. {OneAtATime}",
        });
    }

    private static string Rest(string message, string start) =>
        message.StartsWith(start, StringComparison.Ordinal) ? message[start.Length..].TrimStart() : message;

    private static string Seconds(TimeSpan limit) => FormattableString.Invariant($"{limit.TotalSeconds} s");

    private static string? PathOf(QmpEndpoint endpoint) =>
        endpoint.ToString() is var address && address.StartsWith("unix:", StringComparison.Ordinal) && !address.StartsWith("unix:@", StringComparison.Ordinal) ? address["unix:".Length..] : null;
}
