namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Skips a test of what only some versions of QEMU have. Without it a test runs with every QEMU from 5.2 on.</summary>
internal static class Needs
{
    /// <summary>What a skip reason starts with if the version is the reason; the gate allows no other.</summary>
    private const string Prefix = "Needs QEMU";

    /// <summary>Skips below a version.</summary>
    /// <param name="version">The first version that has it, such as "6.0".</param>
    /// <param name="what">What that version brought, such as "the option -action".</param>
    public static void Qemu(string version, string what) =>
        Assert.SkipWhen(
            Tool.QemuVersion < Version.Parse(version),
            $"{Prefix} {version} or later, which has {what}; this one is {Tool.QemuVersion}.");

    /// <summary>Skips from a version on.</summary>
    /// <param name="version">The first version that no longer has it.</param>
    /// <param name="what">What that version took away.</param>
    public static void QemuBefore(string version, string what) =>
        Assert.SkipUnless(
            Tool.QemuVersion < Version.Parse(version),
            $"{Prefix} before {version}, which has {what}; this one is {Tool.QemuVersion}.");
}
