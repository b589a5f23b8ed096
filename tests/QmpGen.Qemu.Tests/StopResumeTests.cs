using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

public sealed class StopResumeTests
{
    [Fact]
    public async Task Cont_is_a_RESUME_and_stop_a_STOP()
    {
        await using var vm = await Machine.StartAsync();

        await vm.ExecuteAsync("cont");
        var resumed = await vm.NextAsync<ResumeEvent>();
        await vm.ExecuteAsync("stop");
        var stopped = await vm.NextAsync<StopEvent>();

        Assert.Equal("RESUME", resumed.EventName);
        Assert.Equal("STOP", stopped.EventName);
        Assert.True(
            stopped.Timestamp.Time >= resumed.Timestamp.Time,
            $"STOP at {stopped.Timestamp} was expected to be no earlier than RESUME at {resumed.Timestamp}.");
    }

    [Fact]
    public async Task Time_stamp_is_the_host_clock_of_that_moment()
    {
        await using var vm = await Machine.StartAsync();
        var before = DateTimeOffset.UtcNow;

        await vm.ExecuteAsync("cont");

        // QEMU cuts off what is finer than a microsecond, so its time may lie just before.
        var time = (await vm.NextAsync<ResumeEvent>()).Timestamp.Time;
        Assert.NotNull(time);
        Assert.InRange(time.Value, before.AddMicroseconds(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Events_without_members_come_without_data()
    {
        await using var vm = await Machine.StartAsync();

        await vm.ExecuteAsync("cont");

        Assert.False(Raw.Of(await vm.NextAsync<ResumeEvent>()).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Stopping_a_stopped_machine_says_nothing()
    {
        await using var vm = await Machine.StartAsync();

        await vm.ExecuteAsync("stop");

        Assert.Equal(["SHUTDOWN"], Names.Of(await vm.QuitAsync()));
    }
}
