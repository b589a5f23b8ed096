using System.Globalization;
using System.Net;
using System.Net.Sockets;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>Who is at the other end of a connection that was accepted, as far as the system tells.</summary>
public sealed record QmpPeer
{
    internal QmpPeer()
    {
    }

    /// <summary>The process, on a unix socket of Linux; null where the system does not tell.</summary>
    public int? ProcessId { get; internal init; }

    /// <summary>The user that the process ran as when it connected; null where the system does not tell.</summary>
    public int? UserId { get; internal init; }

    /// <summary>The group that the process ran as when it connected; null where the system does not tell.</summary>
    public int? GroupId { get; internal init; }

    /// <summary>The address and port, on TCP; otherwise null.</summary>
    public IPEndPoint? RemoteEndPoint { get; internal init; }

    /// <summary>When the process was started, in the system's own unit, which tells it from a later one of the same number.</summary>
    internal long? ProcessStart { get; init; }

    /// <summary>
    /// Whether both are the same machine: the same process on a unix socket, the same IP address on TCP. Of what is not
    /// known, nothing is the same.
    /// </summary>
    /// <param name="other">The other one.</param>
    /// <returns>True if they are the same.</returns>
    public bool IsSameMachine(QmpPeer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return RemoteEndPoint is { } remote
            ? other.RemoteEndPoint is { } otherRemote && remote.Address.Equals(otherRemote.Address)
            : ProcessId is not null && ProcessId == other.ProcessId && ProcessStart == other.ProcessStart;
    }

    /// <summary>The process and its user, or the address and port.</summary>
    /// <returns>Such as <c>process 4711 of user 1000</c> or <c>192.0.2.1:50123</c>.</returns>
    public override string ToString() => RemoteEndPoint?.ToString()
        ?? (ProcessId is null ? "an unknown process" : string.Create(
            CultureInfo.InvariantCulture, $"process {ProcessId} of user {UserId}"));

    internal static QmpPeer Of(Socket socket)
    {
        if (socket.AddressFamily != AddressFamily.Unix)
        {
            return new QmpPeer { RemoteEndPoint = socket.RemoteEndPoint as IPEndPoint };
        }

        // The number 0 stands for a process that cannot be seen from here, as from inside a container.
        var credentials = PeerCredentials.Of(socket);
        return credentials is not { ProcessId: > 0 } known ? new QmpPeer() : new QmpPeer
        {
            ProcessId = known.ProcessId,
            UserId = known.UserId,
            GroupId = known.GroupId,
            ProcessStart = PeerCredentials.StartOf(known.ProcessId),
        };
    }
}
