namespace QmpGen.Qemu.Tests.Harness;

/// <summary>A small disk of which one sector fails; every machine has its blank image.</summary>
internal static class Disk
{
    public const string Image = "d.img";

    public const long Size = 1 << 20;

    /// <summary>The sector that the guest programs read and write, and that fails.</summary>
    public const int BadSector = 1;

    /// <summary>The kernel's number for "Input/output error".</summary>
    public const int InputOutputError = 5;

    /// <summary>The kernel's number for "No space left on device".</summary>
    public const int NoSpace = 28;

    /// <summary>An IDE disk whose bad sector fails to be read or written.</summary>
    /// <param name="operation">"read" or "write".</param>
    /// <param name="errno">How it fails.</param>
    /// <param name="policy">What QEMU shall do, such as "rerror=stop"; empty for QEMU's default.</param>
    public static string[] FailingOn(string operation, int errno, string policy = "") =>
    [
        "-drive",
        "if=ide,id=disk0,node-name=node0,driver=raw,file.driver=blkdebug,file.image.driver=file,"
            + $"file.image.filename={Image},file.inject-error.0.event={operation}_aio,"
            + $"file.inject-error.0.errno={errno},file.inject-error.0.sector={BadSector}"
            + (policy.Length == 0 ? policy : $",{policy}"),
    ];

    /// <summary>The same disk put together from a node and a device, the way that leaves the drive without a name.</summary>
    public static string[] WithoutName(string policy) =>
    [
        "-blockdev",
        $"driver=blkdebug,node-name=bd0,image.driver=file,image.filename={Image},inject-error.0.event=none,"
            + $"inject-error.0.iotype=read,inject-error.0.errno={InputOutputError}",
        "-blockdev", "driver=raw,node-name=n0,file=bd0",
        "-device", $"ide-hd,bus=ide.0,id=hd0,drive=n0,{policy}",
    ];
}
