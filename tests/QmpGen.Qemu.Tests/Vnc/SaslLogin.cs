using System.Text;

namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>A SASL mechanism that needs one message only.</summary>
/// <param name="Mechanism">Its name.</param>
/// <param name="FirstMessage">The client's message.</param>
internal sealed record SaslLogin(string Mechanism, byte[] FirstMessage)
{
    /// <summary>RFC 4616: authorization identity (empty: the user himself), user, password.</summary>
    public static SaslLogin Plain(string user, string password) =>
        new("PLAIN", Encoding.UTF8.GetBytes($"\0{user}\0{password}"));

    /// <summary>RFC 4505: a trace that the server may log.</summary>
    public static SaslLogin Anonymous(string trace) => new("ANONYMOUS", Encoding.UTF8.GetBytes(trace));
}
