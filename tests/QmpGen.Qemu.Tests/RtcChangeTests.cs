using System.Diagnostics;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>
/// The guest's clock starts at a known time and stands still while the machine is paused. QEMU compares it with the
/// host's clock, which goes on, so an offset is smaller by as many seconds as the host has begun since the start.
/// </summary>
public sealed class RtcChangeTests
{
    private const int Seconds = 0;
    private const int Year = 9;

    private static readonly string[] FixedClock = ["-rtc", "base=2020-06-15T12:00:00,clock=vm"];
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    [Theory]
    [InlineData(Seconds, 0x30, 30)]
    [InlineData(Year, 0x24, 126_230_400)]
    [InlineData(Year, 0x10, -315_619_200)]
    public async Task Offset_is_the_distance_from_the_clock_before(int register, int value, long offset)
    {
        await using var vm = await Machine.StartAsync(FixedClock);

        await SetAsync(vm, register, value);

        AssertOffset(offset, await vm.NextAsync<RtcChangeEvent>());
    }

    [Fact]
    public async Task Guest_sets_its_clock()
    {
        var guest = await GuestProgram.AsFirmwareAsync("RTC", "RTC_SETBIT");
        await using var vm = await Machine.StartRunningAsync([.. guest, .. FixedClock]);

        var set = new DateTime(2030, 1, 2, 10, 15, 30) - new DateTime(2020, 6, 15, 12, 0, 0);
        AssertOffset((long)set.TotalSeconds, await vm.NextAsync<RtcChangeEvent>());
    }

    [Fact]
    public async Task The_device_is_told()
    {
        Needs.Qemu("7.0", "the member qom-path of RTC_CHANGE");
        await using var vm = await Machine.StartAsync(FixedClock);

        await SetAsync(vm, Seconds, 0x30);

        Assert.StartsWith("/machine/", Told.Device(await vm.NextAsync<RtcChangeEvent>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_changes_within_a_second_the_first_and_the_last_are_told()
    {
        await using var vm = await Machine.StartAsync(FixedClock);

        // The register holds binary-coded decimals: 10, 20, 40 and 50 seconds.
        foreach (var second in new[] { 0x10, 0x20, 0x40, 0x50 })
        {
            await SetAsync(vm, Seconds, second);
        }

        var first = await vm.NextAsync<RtcChangeEvent>();
        var last = await vm.NextAsync<RtcChangeEvent>();
        AssertOffset(10, first);
        AssertOffset(50, last);

        // QEMU holds the last one back for up to a second, but it keeps the time at which it was made.
        Assert.InRange(last.Timestamp.Time!.Value - first.Timestamp.Time!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(0.9));
        Assert.Equal(["SHUTDOWN"], Names.Of(await vm.QuitAsync()));
    }

    private static async Task SetAsync(Machine vm, int register, int value)
    {
        await vm.WritePortAsync(0x70, register);
        await vm.WritePortAsync(0x71, value);
    }

    private void AssertOffset(long expected, RtcChangeEvent found) =>
        Assert.InRange(found.Offset, expected - (long)Math.Ceiling(_sinceStart.Elapsed.TotalSeconds), expected);
}
