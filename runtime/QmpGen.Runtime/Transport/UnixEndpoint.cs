using System.Net.Sockets;
using System.Text;
using QmpGen.Transport;

namespace QmpGen;

/// <summary>A unix socket: one with a path, or one of Linux' abstract namespace, whose name starts with <c>@</c> here.</summary>
/// <param name="Path">The path, or <c>@</c> and the name.</param>
/// <param name="IsPadded">
/// Whether an abstract name goes on with zeros to its greatest length, as with QEMU's option <c>tight=off</c>.
/// </param>
internal sealed record UnixEndpoint(string Path, bool IsPadded = false) : QmpEndpoint
{
    // Where the system keeps it, with the zero behind a path or before an abstract name (unix(7)).
    private const int AddressSize = 108;
    private const int LongestName = AddressSize - 1;

    internal override string Advice => IsAbstract
        ? $"Is QEMU running with -qmp unix:{Path[1..]},abstract=on{(IsPadded ? ",tight=off" : "")},server=on,wait=off?"
        : $"Is QEMU running with -qmp {this},server=on,wait=off?";

    private bool IsAbstract => Path[0] == '@';

    private int Length => Encoding.UTF8.GetByteCount(Path) - (IsAbstract ? 1 : 0);

    public override string ToString() => $"unix:{Path}{(IsPadded ? ",tight=off" : "")}";

    // The system's own words for a missing socket speak of an address that cannot be assigned, and for most else they are one and the same.
    internal override string Explain(Exception exception) => (exception as SocketException)?.SocketErrorCode switch
    {
        _ when Length > LongestName => TooLong,
        null => base.Explain(exception),
        SocketError.AccessDenied =>
            $"permission denied for user {Environment.UserName}. Run this program as the user that QEMU runs as, or change that user's "
                + $"umask and the folder's permissions to allow yours.",
        SocketError.WouldBlock or SocketError.TryAgain =>
            "its queue of waiting clients is full. A monitor serves one client at a time: disconnect the one that holds it, or add a "
                + "second monitor with another -qmp.",
        _ when IsAbstract => $"nothing is listening on it. {Advice}",
        _ when Directory.Exists(Path) =>
            "it is a folder. Use the path of the socket in it, which follows -qmp unix: on QEMU's command line.",
        _ when !File.Exists(Path) => $"the socket does not exist. {Advice}",
        SocketError.ConnectionRefused when FileIdentity.Of(Path) is { IsSocket: false } =>
            "it is a file, not a socket. Use the path that follows -qmp unix: on QEMU's command line.",
        SocketError.ConnectionRefused =>
            "nothing is listening on it. A QEMU that was killed leaves its socket behind; start QEMU again, or remove the file.",
        _ => base.Explain(exception),
    };

    internal override async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await DialAsync(IsPadded, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception) when (IsAbstract && !IsPadded && exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // With tight=off QEMU pads the name, and versions before 5.1 always do.
            return await DialAsync(isPadded: true, cancellationToken).ConfigureAwait(false);
        }
    }

    internal override ListeningSocket Listen()
    {
        try
        {
            try
            {
                return Bind();
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse && IsLeftBehind())
            {
                File.Delete(Path);
                return Bind();
            }
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw QmpConnectException.Listening(this, ExplainListening(exception), exception);
        }
    }

    private string TooLong => IsAbstract
        ? $"the name has {Length} bytes, and that of an abstract socket has {LongestName} at most. Choose a shorter one."
        : $"the path has {Length} bytes, and that of a socket has {LongestName} at most. Run this program in the socket's folder and "
            + $"give its name alone, or choose a shorter path, also for QEMU.";

    private string ExplainListening(Exception exception) => exception switch
    {
        _ when Length > LongestName => TooLong,
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } when IsAbstract => InUse,
        _ when IsAbstract => $"{exception.Message.TrimEnd('.')}.",
        _ when Directory.Exists(Path) => "it is a folder. Give the path of a socket in it.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } when FileIdentity.Of(Path) is { IsSocket: false } =>
            "there is a file of that name, which is not a socket. Choose another path, or remove the file.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => InUse,
        _ when System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder && !Directory.Exists(folder) =>
            $"the folder {folder} does not exist. Create it first.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } or UnauthorizedAccessException =>
            $"user {Environment.UserName} may not create a socket there. Choose a folder that this user may write to.",
        _ => $"{exception.Message.TrimEnd('.')}.",
    };

    private static string InUse => "another program listens there already. End that program, or choose another address.";

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private ListeningSocket Bind() => new(ListeningSocket.Bind(NewSocket(), Address(IsPadded)), this, IsAbstract ? null : Path);

    /// <summary>Whether there is a socket that nobody listens on, as a program leaves it that was killed.</summary>
    private bool IsLeftBehind()
    {
        if (IsAbstract || FileIdentity.Of(Path) is not { IsSocket: true })
        {
            return false;
        }

        // Without blocking: where others wait already, somebody listens.
        using var socket = NewSocket();
        socket.Blocking = false;
        try
        {
            socket.Connect(Address(isPadded: false));
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private async Task<Stream> DialAsync(bool isPadded, CancellationToken cancellationToken)
    {
        var address = Address(isPadded);
        var socket = NewSocket();
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private UnixDomainSocketEndPoint Address(bool isPadded) => new(
        !IsAbstract ? Path : $"\0{Path[1..]}{(isPadded ? new string('\0', Math.Max(LongestName - Length, 0)) : "")}");
}
