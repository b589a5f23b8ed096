using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flows;

/// <summary>Run states and the balloon of a real QEMU.</summary>
public sealed class StateTests
{
    [Fact]
    public async Task A_machine_that_waits_is_no_running_one_and_becomes_one()
    {
        await using var vm = await Machine.StartAsync();

        var now = await vm.Client.WaitForRunStateAsync("running", TimeSpan.FromMilliseconds(200));
        var running = vm.Client.WaitForRunStateAsync("running", Limit.Patience);
        await vm.ExecuteAsync("cont");
        var paused = vm.Client.WaitForRunStateAsync(state => state is "paused" or "io-error", Limit.Patience);
        await vm.ExecuteAsync("stop");

        Assert.Equal(new QmpRunStateResult(IsReached: false, "prelaunch"), now);
        Assert.Equal(new QmpRunStateResult(IsReached: true, "running"), await running);
        Assert.Equal(new QmpRunStateResult(IsReached: true, "paused"), await paused);
    }

    [Fact]
    public async Task A_guest_without_a_driver_never_reaches_the_target_and_a_machine_may_have_no_balloon()
    {
        await using var vm = await Machine.StartRunningAsync("-m", "64M", "-device", "virtio-balloon-pci");
        await using var without = await Machine.StartAsync();

        var pending = await vm.Client.BalloonAndWaitAsync(32 << 20, TimeSpan.FromMilliseconds(500));

        Assert.Equal(new QmpBalloonResult(QmpBalloonOutcome.Pending, 64 << 20), pending);
        Assert.Equal(QmpBalloonOutcome.NoDevice, (await without.Client.BalloonAndWaitAsync(32 << 20, Limit.Patience)).Outcome);
    }

    [Fact]
    public async Task A_guest_that_gives_its_memory_back_reaches_the_target()
    {
        await using var vm = await Machine.StartAsync("-m", "64M", "-device", "virtio-balloon-pci,addr=3,disable-modern=on");
        foreach (var write in MapBalloon)
        {
            await WriteAsync(vm, write);
        }

        var balloon = vm.Client.BalloonAndWaitAsync(48 << 20, Limit.Patience);
        await vm.ExecuteAsync("query-name");

        // As a driver does it that has returned 16 MiB in pages of 4 KiB.
        await WriteAsync(vm, "/w 0xc018 0x1000");

        Assert.Equal(new QmpBalloonResult(QmpBalloonOutcome.Reached, 48 << 20), await balloon);
    }

    /// <summary>Gives the device of slot 3 ports from 0xc000 on, as firmware does.</summary>
    private static string[] MapBalloon =>
        ["/w 0xcf8 0x80001810", "/w 0xcfc 0xc000", "/w 0xcf8 0x80001804", "/h 0xcfc 1"];

    private static async Task WriteAsync(Machine vm, string write) => await vm.ExecuteAsync(
        new QmpCommand("human-monitor-command", writer => writer.WriteString("command-line", $"o {write}")));
}
