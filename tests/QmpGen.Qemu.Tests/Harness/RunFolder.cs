using System.Diagnostics;
using System.Globalization;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>
/// The one place on disk where a test run works. It goes when the run is over, and with it every process that works in it.
/// </summary>
internal static class RunFolder
{
    private static readonly Lazy<string> Root = new(Create);
    private static readonly List<Process> Guardians = [];
    private static int _count;

    /// <summary>Makes a folder for one machine. Its path is short, because a unix socket's path has at most 107 bytes.</summary>
    public static string CreateSubfolder()
    {
        var number = Interlocked.Increment(ref _count);
        return Directory.CreateDirectory(Path.Combine(Root.Value, number.ToString(CultureInfo.InvariantCulture))).FullName;
    }

    private static string Create()
    {
        var root = Directory.CreateTempSubdirectory("qmp-").FullName;
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(AppContext.BaseDirectory, "Harness", "guardian.sh"), root])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Kept, lest the collector close the guardian's input while the run goes on.
        Guardians.Add(Process.Start(start)!);
        return root;
    }
}
