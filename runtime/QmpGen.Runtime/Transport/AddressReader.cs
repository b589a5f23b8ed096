using System.Globalization;

namespace QmpGen.Transport;

/// <summary>Reads addresses, and says what is wrong with a text that is not one.</summary>
internal static class AddressReader
{
    private const string Unix = "unix:";
    private const string Tcp = "tcp:";

    // What QEMU takes behind an address of -qmp and -chardev.
    private static readonly HashSet<string> QemuOptions = new(StringComparer.Ordinal)
    {
        "abstract", "tight", "server", "wait", "nowait", "noserver", "reconnect", "reconnect-ms", "telnet", "tn3270", "websocket",
        "nodelay", "delay", "ipv4", "ipv6", "to", "id", "mux", "logfile", "logappend", "tls-creds", "tls-authz", "mode", "pretty",
        "keep-alive", "mptcp",
    };

    /// <summary>Reads an address.</summary>
    /// <param name="address">The text.</param>
    /// <param name="advice">What to write instead, if that can be told.</param>
    /// <returns>The endpoint; null if the text is not an address.</returns>
    public static QmpEndpoint? Read(string address, out string? advice)
    {
        advice = null;
        var (bare, options) = SplitOptions(address);
        if (bare.StartsWith("unix:@", StringComparison.Ordinal)
            && bare.Length > "unix:@".Length
            && options is [] or ["tight=on"] or ["tight=off"])
        {
            return new UnixEndpoint(bare[Unix.Length..], IsPadded: options is ["tight=off"]);
        }

        if (options.Length > 0)
        {
            advice = $"Leave out the options of QEMU's command line: '{WithoutOptions(bare, options)}'. A file whose name ends with "
                + $"them is given with QmpEndpoint.Unix.";
            return null;
        }

        if (address.StartsWith(Unix, StringComparison.Ordinal) && address.Length > Unix.Length && address is not "unix:@")
        {
            return QmpEndpoint.Unix(address[Unix.Length..]);
        }

        if (address.StartsWith(Tcp, StringComparison.Ordinal) && TrySplit(address[Tcp.Length..], out var host, out var port))
        {
            return QmpEndpoint.Tcp(host, port);
        }

        advice = address switch
        {
            ['/', ..] => $"For a socket at that path, write '{Unix}{address}'.",
            ['t', 'c', 'p', ':', ':', .. var only] when IsPort(only, out _) => $"The host is missing: '{Tcp}localhost:{only}' for one "
                + $"on this machine.",
            _ => null,
        };
        return null;
    }

    /// <summary>Splits off what can only be options: every part behind a comma is one.</summary>
    private static (string Bare, string[] Options) SplitOptions(string address)
    {
        for (var comma = address.IndexOf(',', StringComparison.Ordinal); comma >= 0; comma = address.IndexOf(',', comma + 1))
        {
            var options = address[(comma + 1)..].Split(',');
            if (Array.TrueForAll(options, o => QemuOptions.Contains(o.Split('=')[0])))
            {
                return (address[..comma], options);
            }
        }

        return (address, []);
    }

    private static string WithoutOptions(string bare, string[] options) =>
        bare.StartsWith(Unix, StringComparison.Ordinal) && bare is not ['u', 'n', 'i', 'x', ':', '@', ..] && options.Contains("abstract=on")
            ? $"{Unix}@{bare[Unix.Length..]}{(options.Contains("tight=off") ? ",tight=off" : "")}"
            : bare;

    private static bool TrySplit(string text, out string host, out int port)
    {
        var colon = text.LastIndexOf(':');
        host = colon > 0 ? text[..colon] : string.Empty;
        port = 0;
        var bracketed = host is ['[', _, .., ']'];

        // A bare IPv6 address would leave it open which colon precedes the port.
        return host.Length > 0
            && (bracketed || !host.AsSpan().ContainsAny(":[]/,"))
            && IsPort(text[(colon + 1)..], out port);
    }

    private static bool IsPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue;
}
