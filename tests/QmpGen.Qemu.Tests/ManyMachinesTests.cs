using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

[Collection(nameof(Alone))]
public sealed class ManyMachinesTests
{
    private const int Machines = 30;

    [Fact]
    public async Task Thirty_at_once_each_hear_their_own_events_and_leave_nothing_behind()
    {
        var socketsBefore = OpenSockets();

        var left = await Task.WhenAll(Enumerable.Range(1, Machines).Select(RunAsync));

        Assert.Equal(Machines, left.Select(l => l.Process).Distinct().Count());
        Assert.DoesNotContain(left, l => Directory.Exists(l.Folder));
        Assert.DoesNotContain(left, l => Directory.Exists($"/proc/{l.Process}"));
        Assert.Equal(socketsBefore, OpenSockets());
    }

    /// <summary>Starts a machine, sets its clock to the second that is its own number, resets it and quits.</summary>
    private static async Task<(int Process, string Folder)> RunAsync(int number)
    {
        await using var vm = await Machine.StartAsync("-name", $"vm{number}", "-rtc", "base=2020-06-15T12:00:00,clock=vm");
        Assert.Equal($"vm{number}", (await vm.ExecuteAsync("query-name")).GetProperty("name").GetString());

        // Years from 2021 to 2050 in binary-coded decimals: the machines are years apart, the test takes seconds.
        await vm.WritePortAsync(0x70, 9);
        await vm.WritePortAsync(0x71, Convert.ToInt32($"{20 + number}", 16));
        await vm.ExecuteAsync("cont");
        await vm.ExecuteAsync("system_reset");
        var events = await vm.QuitAsync();

        Assert.Equal(["RTC_CHANGE", "RESUME", "RESET", "SHUTDOWN"], Names.Of(events));
        var set = new DateTime(2020, 6, 15).AddSeconds(((RtcChangeEvent)events[0]).Offset + 3600);
        Assert.Equal((2020 + number, 6, 15), (set.Year, set.Month, set.Day));
        Assert.Equal(0, await vm.Qemu.WaitForExitAsync());
        return (vm.Qemu.Id, vm.Qemu.Folder);
    }

    private static int OpenSockets() =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(
            f => new FileInfo(f).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) is true);
}
