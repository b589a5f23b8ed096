using System.Net;
using System.Net.Sockets;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Finds a program on the PATH; a test that needs one which is not there is skipped, and says so.</summary>
internal static class Tool
{
    public static string Qemu => Require("qemu-system-x86_64", "install the Debian package qemu-system-x86");

    public static string Nasm => Require("nasm", "install the Debian package nasm");

    /// <summary>QEMU loads the mechanisms of SASL from modules that are a package of their own.</summary>
    public static void RequireSaslModules() => Assert.SkipUnless(
        Directory.EnumerateDirectories("/usr/lib").Concat(["/usr/lib", "/usr/lib64"]).Any(folder => File.Exists(Path.Combine(folder, "sasl2", "libplain.so"))),
        "The SASL module libplain.so is not installed: install the Debian package libsasl2-modules.");

    /// <summary>Some containers have no IPv6.</summary>
    public static void RequireLoopback(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
        }
        catch (SocketException exception)
        {
            Assert.Skip($"This machine has no address {address}: {exception.Message}.");
        }
    }

    private static string Require(string program, string wayOut)
    {
        var path = Environment.GetEnvironmentVariable("PATH")?
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.Skip($"{program} is not on the PATH: {wayOut}.");
        }

        return path;
    }
}
