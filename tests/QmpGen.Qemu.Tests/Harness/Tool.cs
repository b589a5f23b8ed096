namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Finds a program on the PATH; a test that needs one which is not there is skipped, and says so.</summary>
internal static class Tool
{
    public static string Qemu => Require("qemu-system-x86_64", "install the Debian package qemu-system-x86");

    public static string Nasm => Require("nasm", "install the Debian package nasm");

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
