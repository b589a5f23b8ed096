using System.Text;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>What a server that does not greet turned out to be.</summary>
internal enum PeerKind
{
    /// <summary>It says nothing: a monitor that another client holds, or nothing that can be told.</summary>
    Silent,

    /// <summary>A web server.</summary>
    Http,

    /// <summary>QEMU's human monitor.</summary>
    HumanMonitor,

    /// <summary>The guest agent of a virtual machine.</summary>
    GuestAgent,

    /// <summary>Something else that talks.</summary>
    Other,
}

/// <summary>What a server that does not greet turned out to be, and how that shows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The start of what it sent, in quotes.</param>
internal sealed record Peer(PeerKind Kind, string Text);

/// <summary>
/// Finds out what a server is that did not greet: connects again, listens, and asks something that is harmless to each
/// kind of server. A monitor that another client holds does not get to read it before the connection has gone.
/// </summary>
internal static class PeerProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // A web server answers the first line, a guest agent the command; the empty line ends a web server's waiting for headers.
    private static readonly byte[] Question = "{\"execute\": \"guest-ping\"}\r\n\r\n"u8.ToArray();

    public static async Task<Peer> AskAsync(QmpEndpoint endpoint, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Timeout);
        var heard = new StringBuilder();
        try
        {
            await using var stream = await endpoint.ConnectAsync(deadline.Token);
            await stream.WriteAsync(Question, deadline.Token);
            var buffer = new byte[512];
            while (!IsLine(heard.ToString()) && await stream.ReadAsync(buffer, deadline.Token) is var count and > 0)
            {
                heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (Exception failure) when (failure is QmpException or IOException or OperationCanceledException)
        {
            // The judgement rests on what arrived until then.
            cancellation.ThrowIfCancellationRequested();
        }

        return Judge(heard.ToString());
    }

    private static bool IsLine(string text) => text.Length > 512 || text.TrimStart().Contains('\n', StringComparison.Ordinal);

    /// <summary>Tells a server by what it sent.</summary>
    public static Peer Judge(string text)
    {
        var line = string.Concat(text.Trim().TakeWhile(c => c is not ('\r' or '\n')).Take(80).Where(c => c is >= ' ' and <= '~'));
        var kind = line switch
        {
            "" => PeerKind.Silent,
            _ when Starts("HTTP/") || line.StartsWith('<') => PeerKind.Http,
            _ when Has("QEMU") && Has("monitor") => PeerKind.HumanMonitor,
            _ when Starts("{\"return\"") || Starts("{\"error\"") => PeerKind.GuestAgent,
            _ when Has("\"QMP\"") => PeerKind.Silent,
            _ => PeerKind.Other,
        };
        return new Peer(kind, $"'{line}'");

        bool Starts(string start) => line.StartsWith(start, StringComparison.Ordinal);

        bool Has(string part) => line.Contains(part, StringComparison.Ordinal);
    }
}
