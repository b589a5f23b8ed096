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

    private static readonly Signal[] All = [HangUp, Interrupt, Kill, Terminate, Continue, Stop];

    /// <summary>The signal of a name, for tests whose rows can hold text only.</summary>
    public static Signal Named(string name) => All.Single(s => s.Name == name);

    public void SendTo(int processId)
    {
        if (SendSignal(processId, Number) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{Name} did not reach process {processId}.");
        }
    }

    /// <summary>Waits until a child process has stopped with all its threads; a signal alone does not wait for that.</summary>
    public static void WaitUntilStopped(int processId)
    {
        const int OneProcess = 1;
        const int Stopped = 2;
        const int SignalInfoSize = 128;
        if (WaitForState(OneProcess, processId, new byte[SignalInfoSize], Stopped) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Process {processId} could not be waited for.");
        }
    }

    public override string ToString() => Name;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    [DllImport("libc", EntryPoint = "waitid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int WaitForState(int idType, int id, byte[] signalInfo, int options);
}
