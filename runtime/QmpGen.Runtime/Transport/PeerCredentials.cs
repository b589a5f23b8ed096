using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace QmpGen.Transport;

/// <summary>What Linux tells of the process at the other end of a unix socket (unix(7), SO_PEERCRED).</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="UserId">Its user.</param>
/// <param name="GroupId">Its group.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PeerCredentials(int ProcessId, int UserId, int GroupId)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    // Counted behind the name of the program, which stands in parentheses and may hold any character (proc(5), /proc/pid/stat).
    private const int StartField = 20;

    /// <summary>Asks for the other end of a socket; null on other systems.</summary>
    public static PeerCredentials? Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var credentials = default(PeerCredentials);
            var bytes = MemoryMarshal.AsBytes(new Span<PeerCredentials>(ref credentials));
            return socket.GetRawSocketOption(SolSocket, SoPeerCred, bytes) == bytes.Length ? credentials : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>When a process was started; null if that cannot be told, as when it has ended.</summary>
    public static long? StartOf(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ');
            return fields.Length > StartField && long.TryParse(
                fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
