using System.Collections.Concurrent;
using System.Diagnostics;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Guest;

/// <summary>
/// Assembles the guest programs of payload.inc, each once a run. There is no guest operating system: the program is all
/// that runs.
/// </summary>
internal static class GuestProgram
{
    private const int DiskSize = 1 << 20;

    private static readonly Lazy<string> Folder = new(RunFolder.CreateSubfolder);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Images = new();

    /// <summary>Firmware that is the program: it runs from the first instruction, with no SeaBIOS before it.</summary>
    /// <param name="definitions">What payload.inc is to do, such as "READ" or "OSTLOOP=200000".</param>
    public static async Task<string[]> AsFirmwareAsync(params string[] definitions) =>
        ["-bios", await AssembleAsync("rom", definitions)];

    /// <summary>A boot disk with the program: slower, but SeaBIOS has set up what power management needs.</summary>
    /// <param name="definitions">What payload.inc is to do, such as "POWEROFF".</param>
    public static async Task<string[]> AsBootDiskAsync(params string[] definitions) =>
        // Several machines boot from one image at a time; none of the programs writes to it, so no lock is needed.
        ["-drive", $"if=ide,driver=raw,file.driver=file,file.locking=off,file.filename={await AssembleAsync("mbr", definitions)}"];

    private static Task<string> AssembleAsync(string kind, string[] definitions)
    {
        var name = string.Join('-', definitions.Prepend(kind));
        return Images.GetOrAdd(name, _ => new Lazy<Task<string>>(() => RunNasmAsync(kind, name, definitions))).Value;
    }

    private static async Task<string> RunNasmAsync(string kind, string name, string[] definitions)
    {
        var sources = Path.Combine(AppContext.BaseDirectory, "Guest");
        var image = Path.Combine(Folder.Value, name);
        string[] arguments =
        [
            "-f", "bin", "-i", sources + Path.DirectorySeparatorChar, .. definitions.Select(d => $"-D{d}"),
            "-o", image, Path.Combine(sources, $"{kind}.asm"),
        ];
        var start = new ProcessStartInfo(Tool.Nasm, arguments) { RedirectStandardError = true };
        using var nasm = Process.Start(start)!;
        var messages = await nasm.StandardError.ReadToEndAsync();
        await nasm.WaitForExitAsync();
        if (nasm.ExitCode != 0)
        {
            throw new InvalidOperationException($"nasm could not assemble {name}: {messages}");
        }

        if (kind == "mbr")
        {
            await using var disk = File.OpenWrite(image);
            disk.SetLength(DiskSize);
        }

        return image;
    }
}
