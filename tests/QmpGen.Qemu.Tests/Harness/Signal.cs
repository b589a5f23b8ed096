using System.ComponentModel;
using System.Runtime.InteropServices;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>A POSIX signal by its number on Linux.</summary>
/// <param name="Name">Its name, as tests show it.</param>
/// <param name="Number">Its number.</param>
internal sealed record Signal(string Name, int Number)
{
    public static readonly Signal HangUp = new("SIGHUP", 1);

    public static readonly Signal Interrupt = new("SIGINT", 2);

    public static readonly Signal Kill = new("SIGKILL", 9);

    public static readonly Signal Terminate = new("SIGTERM", 15);

    public static readonly Signal Continue = new("SIGCONT", 18);

    public static readonly Signal Stop = new("SIGSTOP", 19);

    public void SendTo(int processId)
    {
        if (SendSignal(processId, Number) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{Name} did not reach process {processId}.");
        }
    }

    public override string ToString() => Name;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
