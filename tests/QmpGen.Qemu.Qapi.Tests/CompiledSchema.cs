using System.Reflection;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>The schema that these tests were built with, against the QEMU that they run with.</summary>
internal static class CompiledSchema
{
    /// <summary>The version that the schema is of; its last number is that of the sources, not of the distributor's updates.</summary>
    public static Version Version { get; } = System.Version.Parse(typeof(CompiledSchema).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "QemuSchemaVersion").Value!);

    /// <summary>Whether the schema is older than the QEMU, which then may have events, members and values that the types do not.</summary>
    public static bool IsOlder => Minor(Version) < Minor(Tool.QemuVersion);

    /// <summary>Skips where the schema is newer than the QEMU, which cannot send what only later versions have.</summary>
    public static void RequireNotNewer() => Assert.SkipWhen(
        Minor(Version) > Minor(Tool.QemuVersion),
        $"The tests were built with the schema of QEMU {Version}, and this QEMU is {Tool.QemuVersion}: "
            + "set QMPGEN_SCHEMA to the folder qapi of an older schema, and build again.");

    private static Version Minor(Version version) => new(version.Major, version.Minor);
}
