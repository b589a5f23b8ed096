using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Finds the programs that tests need; a test that needs one which is not there is skipped, and says so.</summary>
internal static partial class Tool
{
    private const string QemuVariable = "QMPGEN_QEMU";

    private static readonly Lazy<Version> VersionOfQemu = new(AskVersion);

    /// <summary>The QEMU under test: the one that QMPGEN_QEMU names, otherwise the one on the PATH.</summary>
    public static string Qemu
    {
        get
        {
            if (Environment.GetEnvironmentVariable(QemuVariable) is not { Length: > 0 } path)
            {
                return Require("qemu-system-x86_64", "install the Debian package qemu-system-x86");
            }

            // A wrong path is a mistake; skipping all tests for it would hide that.
            return File.Exists(path)
                ? Path.GetFullPath(path)
                : throw new FileNotFoundException(
                    $"{QemuVariable} names '{path}', which does not exist; it must be the path of a qemu-system-x86_64.");
        }
    }

    /// <summary>The version of the QEMU under test, which is asked once.</summary>
    public static Version QemuVersion => VersionOfQemu.Value;

    public static string Nasm => Require("nasm", "install the Debian package nasm");

    /// <summary>QEMU loads the mechanisms of SASL from modules that are a package of their own.</summary>
    public static void RequireSaslModules() => Assert.SkipUnless(
        Directory.EnumerateDirectories("/usr/lib").Concat(["/usr/lib", "/usr/lib64"]).Any(
            folder => File.Exists(Path.Combine(folder, "sasl2", "libplain.so"))),
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

    private static Version AskVersion()
    {
        using var process = Process.Start(new ProcessStartInfo(Qemu, ["--version"]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var found = VersionNumber().Match(text);
        return found.Success
            ? Version.Parse(found.Groups[1].ValueSpan)
            : throw new InvalidOperationException($"'{Qemu} --version' was expected to print QEMU's version, but printed: {text}");
    }

    [GeneratedRegex(@"QEMU emulator version (\d+\.\d+\.\d+)")]
    private static partial Regex VersionNumber();

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
