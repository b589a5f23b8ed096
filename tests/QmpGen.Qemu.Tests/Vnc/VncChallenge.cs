using System.Security.Cryptography;
using System.Text;

namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>VNC's own password authentication (RFC 6143, 7.2.2): the challenge, encrypted with the password.</summary>
internal static class VncChallenge
{
    public const int Length = 16;

    private const int KeyLength = 8;

    public static byte[] Answer(byte[] challenge, string password)
    {
        var key = new byte[KeyLength];
        Encoding.ASCII.GetBytes(password).AsSpan().CopyTo(key);
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = ReverseBits(key[i]);
        }

#pragma warning disable CA5351 // The protocol prescribes DES.
        using var des = DES.Create();
#pragma warning restore CA5351
        des.Key = key;
        return des.EncryptEcb(challenge, PaddingMode.None);
    }

    /// <summary>The protocol counts the bits of a key from the other end than DES does.</summary>
    private static byte ReverseBits(byte value)
    {
        var reversed = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            reversed = (reversed << 1) | ((value >> bit) & 1);
        }

        return (byte)reversed;
    }
}
