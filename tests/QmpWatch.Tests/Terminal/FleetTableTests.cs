using QmpGen;
using QmpWatch.Events;
using QmpWatch.Specs;
using QmpWatch.Terminal;
using QmpWatch.Watching;
using Spectre.Console;

namespace QmpWatch.Tests.Terminal;

/// <summary>The table of machines as lines of text.</summary>
public sealed class FleetTableTests
{
    private static readonly EventWords Words = new(KnownEvents.Default);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 20, 28, 8, TimeSpan.Zero);

    [Fact]
    public void A_machine_is_a_row()
    {
        var rate = new int[RateHistory.Seconds];
        (rate[^1], rate[^2], rate[^3]) = (8, 4, 1);
        var lines = Draw(100, 24, State("web1") with
        {
            Condition = VmCondition.Running,
            LastEvent = "RESUME: the machine runs",
            LastAt = Now - TimeSpan.FromSeconds(12.5),
            Count = 1234,
            Rate = rate,
        });

        Assert.Equal(
            [
                "VM            STATE         LAST EVENT                           AGE    EVENTS  RATE",
                "web1          running       RESUME: the machine runs            12 s      1234                   ▁▄█",
                "1 VM: 1 running; 1234 events",
            ],
            lines.Select(l => l.TrimEnd()));
    }

    [Fact]
    public void QEMU_s_own_word_and_what_is_wrong_are_said()
    {
        var lines = Draw(
            120,
            24,
            State("a") with { Condition = VmCondition.Paused, Status = "io-error" },
            State("b") with { Condition = VmCondition.Lost, Trouble = new Trouble("Lost b:", "the connection ended"), Dropped = 7 });

        Assert.Contains("io-error", lines[1], StringComparison.Ordinal);
        Assert.Contains("lost          the connection ended", lines[2], StringComparison.Ordinal);
        Assert.Equal("2 VMs: 1 paused, 1 lost; 0 events, 7 more arrived too fast to be shown", lines[3]);
    }

    [Fact]
    public void A_machine_that_has_panicked_is_red_and_among_the_first()
    {
        var vms = Enumerable.Range(0, 20).Select(i => State($"vm{i:00}") with { Condition = VmCondition.Running }).ToArray();
        vms[15] = vms[15] with { Condition = VmCondition.Panicked, Status = "panicked" };

        var lines = FleetTable.Draw(new FleetState(Now, vms, []), Words, 100, 8);

        var row = Assert.Single(lines, l => l.ToString().StartsWith("vm15", StringComparison.Ordinal));
        Assert.Equal(Tone.Bad, Assert.Single(row.Pieces, p => p.Text.StartsWith("panicked", StringComparison.Ordinal)).Tone);
        Assert.Equal("20 VMs: 19 running, 1 panicked; 0 events", lines[^1].ToString());
    }

    [Theory]
    [InlineData("io-error")]
    [InlineData("internal-error")]
    public void A_machine_that_stopped_at_an_error_is_red(string status)
    {
        var vm = State("a") with { Condition = VmCondition.Paused, Status = status };

        var lines = FleetTable.Draw(new FleetState(Now, [vm], []), Words, 100, 8);

        Assert.Equal(Tone.Bad, Assert.Single(lines[1].Pieces, p => p.Text.StartsWith(status[..8], StringComparison.Ordinal)).Tone);
    }

    [Fact]
    public void Where_there_is_no_room_for_all_those_in_trouble_come_first_and_the_rest_is_counted()
    {
        var vms = Enumerable.Range(0, 200).Select(i => State($"vm{i:000}") with { Condition = VmCondition.Running }).ToArray();
        vms[150] = vms[150] with { Condition = VmCondition.Lost, Trouble = new Trouble("Lost vm150:", "it ended") };

        var lines = Draw(80, 10, vms);

        Assert.Equal(10, lines.Count + 1);
        Assert.Equal(["vm000", "vm001", "vm002", "vm003", "vm004", "vm150"], lines.Skip(1).Take(6).Select(l => l[..5]));
        Assert.Equal("… and 194 more: 194 running", lines[7]);
        Assert.Equal("200 VMs: 199 running, 1 lost; 0 events", lines[8]);
    }

    [Fact]
    public void What_room_is_left_shows_the_last_events()
    {
        var recent = Enumerable.Range(0, 30).Select(i => new RecentEvent("web1", new RtcChangeEvent { Offset = i })).ToList();

        var lines = FleetTable.Draw(new FleetState(Now, [State("web1")], recent), Words, 120, 12).Select(l => l.ToString()).ToList();

        Assert.Equal(11, lines.Count);
        Assert.EndsWith("RTC_CHANGE          the guest set its clock +29 s from the host's", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("+23 s from the host's", lines[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vm-日本語")]
    [InlineData("日本語の長い名前の仮想マシンの監視ソケット")]
    [InlineData("büro-e\u0301te\u0301")]
    [InlineData("🖥🖥🖥")]
    public void Characters_of_any_width_leave_the_columns_where_they_are(string name)
    {
        var lines = Draw(
            100,
            24,
            State("plain") with { LastEvent = "STOP", LastAt = Now, Count = 7 },
            State(name) with { LastEvent = $"TOLD: {name} {new string('漢', 40)}", LastAt = Now, Count = 7 });

        var rows = lines.Skip(1).Take(2).ToList();
        Assert.All(["connected", "now"], word => Assert.Equal(CellsBefore(word, rows[0]), CellsBefore(word, rows[1])));
        Assert.Equal(rows[0].GetCellWidth(), rows[1].GetCellWidth());
    }

    private static int CellsBefore(string word, string row) => row[..row.IndexOf(word, StringComparison.Ordinal)].GetCellWidth();

    [Theory]
    [InlineData(200, 50)]
    [InlineData(80, 24)]
    [InlineData(40, 5)]
    [InlineData(20, 2)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void It_never_grows_out_of_the_screen(int width, int height)
    {
        var vms = Enumerable.Range(0, 60)
            .Select(
                i => State($"a/rather/long/path/to/a/monitor/{i:00}") with { LastEvent = new string('x', 300), Count = 123_456_789_012 })
            .ToArray();
        vms[0] = vms[0] with { Name = new string('漢', 99), LastEvent = new string('漢', 300) };
        var recent = Enumerable.Range(0, 9)
            .Select(i => new RecentEvent("vm", new UnknownEvent(new string(i == 0 ? '漢' : 'E', 300))))
            .ToList();

        var lines = FleetTable.Draw(new FleetState(Now, vms, recent), Words, width, height);

        Assert.InRange(lines.Count, 1, Math.Max(height, 1));
        Assert.All(lines, l => Assert.InRange(l.ToString().GetCellWidth(), 0, width));
    }

    [Fact]
    public void Nothing_from_the_wire_steers_the_terminal()
    {
        var lines = Draw(120, 24, State("\e[2Jvm\n") with { LastEvent = "BAD\a: \u009b31m" });

        Assert.DoesNotContain(lines, l => l.Any(char.IsControl));
        Assert.Contains(@"\u{1b}[2Jvm\u{a}", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, "now")]
    [InlineData(99, "99 s")]
    [InlineData(100, "1 m")]
    [InlineData(3 * 3600, "3 h")]
    [InlineData(100 * 86400, "100 d")]
    public void The_age_has_a_fitting_unit(double seconds, string expected)
    {
        var lines = Draw(120, 24, State("a") with { LastAt = Now - TimeSpan.FromSeconds(seconds) });

        Assert.Contains($" {expected}  ", lines[1], StringComparison.Ordinal);
    }

    private static List<string> Draw(int width, int height, params VmState[] vms) =>
        [.. FleetTable.Draw(new FleetState(Now, vms, []), Words, width, height).Select(l => l.ToString())];

    private static VmState State(string name) =>
        new(name, VmCondition.Connected, string.Empty, string.Empty, null, 0, 0, new int[RateHistory.Seconds], null);
}
