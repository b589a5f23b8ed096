using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

/// <summary>The clock starts at a known time and stands still while the machine is paused, so every offset is exact.</summary>
public sealed class RtcChangeTests
{
    private const int Seconds = 0;
    private const int Year = 9;

    private static readonly string[] FixedClock = ["-rtc", "base=2020-06-15T12:00:00,clock=vm"];

    [Theory]
    [InlineData(Seconds, 0x30, 30)]
    [InlineData(Year, 0x24, 126_230_400)]
    [InlineData(Year, 0x10, -315_619_200)]
    public async Task Offset_is_the_distance_from_the_clock_before(int register, int value, long offset)
    {
        await using var vm = await Machine.StartAsync(FixedClock);

        await SetAsync(vm, register, value);

        Assert.Equal(offset, (await vm.NextAsync<RtcChangeEvent>()).Offset);
    }

    [Fact]
    public async Task Guest_sets_its_clock()
    {
        var guest = await GuestProgram.AsFirmwareAsync("RTC", "RTC_SETBIT");
        await using var vm = await Machine.StartAsync([.. guest, .. FixedClock]);

        await vm.ContinueAsync();

        // The guest writes 2030-01-02 10:15:30 at once; how long it ran before that is a matter of milliseconds.
        var expected = (long)(new DateTime(2030, 1, 2, 10, 15, 30) - new DateTime(2020, 6, 15, 12, 0, 0)).TotalSeconds;
        Assert.InRange((await vm.NextAsync<RtcChangeEvent>()).Offset, expected - 1, expected);
    }

    [Fact]
    public async Task Raw_text_still_has_the_device()
    {
        await using var vm = await Machine.StartAsync(FixedClock);

        await SetAsync(vm, Seconds, 0x30);

        var data = Raw.DataOf(await vm.NextAsync<RtcChangeEvent>());
        Assert.StartsWith("/machine/", data.GetProperty("qom-path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_changes_within_a_second_the_first_and_the_last_are_told()
    {
        await using var vm = await Machine.StartAsync(FixedClock);

        // The seconds register holds binary-coded decimals: 1, 2, 3, 4 seconds after the start.
        foreach (var second in new[] { 1, 2, 3, 4 })
        {
            await SetAsync(vm, Seconds, second);
        }

        var first = await vm.NextAsync<RtcChangeEvent>();
        var last = await vm.NextAsync<RtcChangeEvent>();
        Assert.Equal((1, 4), (first.Offset, last.Offset));

        // QEMU holds the last one back for up to a second, but it keeps the time at which it was made.
        Assert.InRange(last.Timestamp.Time!.Value - first.Timestamp.Time!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(0.9));
        Assert.Equal(["SHUTDOWN"], vm.NamesOf(await vm.QuitAsync()));
    }

    private static async Task SetAsync(Machine vm, int register, int value)
    {
        await vm.WritePortAsync(0x70, register);
        await vm.WritePortAsync(0x71, value);
    }
}
