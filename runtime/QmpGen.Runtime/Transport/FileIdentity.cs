using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace QmpGen.Transport;

/// <summary>Which file stands behind a path, so that a listener deletes its own socket and not that of a successor.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number in it; on other systems than Linux the time at which it was last changed.</param>
/// <param name="IsSocket">Whether it is a socket; where the system does not tell, whether it is an empty file.</param>
internal readonly record struct FileIdentity(long Device, long Number, bool IsSocket)
{
    private const int AtFdcwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint BasicStats = 0x7ff;

    // struct statx is the same on every architecture (statx(2)).
    private const int StatxSize = 256;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;
    private const int FileTypeMask = 0xf000;
    private const int SocketType = 0xc000;

    /// <summary>The file behind a path; null if there is none.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            var stat = new byte[StatxSize];
            try
            {
                return Statx(
                    AtFdcwd, [.. Encoding.UTF8.GetBytes(path), 0], AtSymlinkNoFollow, BasicStats, stat) != 0 ? null : new FileIdentity(
                    BinaryPrimitives.ReadInt64LittleEndian(stat.AsSpan(DeviceOffset)),
                    BinaryPrimitives.ReadInt64LittleEndian(stat.AsSpan(InodeOffset)),
                    (BinaryPrimitives.ReadUInt16LittleEndian(stat.AsSpan(ModeOffset)) & FileTypeMask) == SocketType);
            }
            catch (EntryPointNotFoundException)
            {
                // A C library older than the call.
            }
        }

        var file = new FileInfo(path);
        return file.Exists ? new FileIdentity(0, file.LastWriteTimeUtc.Ticks, file.Length == 0) : null;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] stat);
}
