using System.Text;
using QmpWatch.Pages.Timeline;
using QmpWatch.Watching;

namespace QmpWatch.Tests.Pages.Timeline;

public sealed class TimelineBuilderTests
{
    private readonly TimelineBuilder _builder = new(DateTimeOffset.UnixEpoch.AddSeconds(1000));

    [Fact]
    public void What_no_QEMU_should_send_is_a_mark_all_the_same()
    {
        _builder.FromQemu(1, "vm", Utf8("""{"timestamp": {"seconds": "1", "microseconds": null}, "event": "STOP"}"""));
        _builder.FromQemu(2, "vm", Utf8("""{"timestamp": {"seconds": 1.5, "microseconds": []}, "event": "A\ud800", "data": "\udc00"}"""));
        _builder.FromQemu(3, "vm", Utf8("""{"error": {"class": "\ud800", "desc": "\udc00"}}"""));

        var model = _builder.Build("test");

        Assert.Equal(["STOP", "A\uFFFD", "\uFFFD"], model.Marks.Select(m => model.Kinds[m.Kind].Name));
        Assert.All(model.Marks, m => Assert.Null(m.Late));
    }

    [Fact]
    public void Events_commands_errors_and_what_happens_to_the_connection_are_marks()
    {
        _builder.Connected(1, "vm");
        _builder.FromQemu(2, "vm", Utf8("""{"QMP": {"version": {}, "capabilities": []}}"""));
        _builder.FromClient(3, "vm", Utf8("""{"execute": "qmp_capabilities", "id": 1}"""));
        _builder.FromQemu(4, "vm", Utf8("""{"return": {}, "id": 1}"""));
        _builder.FromClient(5, "vm", Utf8("""{"execute": "eject", "arguments": {"id": "cd"}, "id": 2}"""));
        _builder.FromQemu(6, "vm", Utf8("""{"id": 2, "error": {"class": "GenericError", "desc": "No such device"}}"""));
        _builder.FromQemu(
            7, "vm", Utf8("""{"timestamp": {"seconds": 999, "microseconds": 7}, "event": "RTC_CHANGE", "data": {"offset": 1}}"""));
        _builder.FromQemu(8, "vm", Utf8("HTTP/1.1 400"));
        _builder.Dropped(9, "vm", "12");
        _builder.Disconnected(10, "vm", "end of stream");

        var model = _builder.Build("test");

        Assert.Equal(
            [
                (1L, "connected", KindFamily.Link, ""), (3L, "qmp_capabilities", KindFamily.Command, ""),
                (5L, "eject", KindFamily.Command, "{\"id\": \"cd\"}"),
                (6L, "GenericError", KindFamily.Command, "No such device"), (7L, "RTC_CHANGE", KindFamily.Other, "{\"offset\": 1}"),
                (8L, "not QMP", KindFamily.Trouble, "HTTP/1.1 400"), (9L, "dropped", KindFamily.Link, "12"),
                (10L, "disconnected", KindFamily.Link, "end of stream"),
            ],
            model.Marks.Select(m => (m.At, model.Kinds[m.Kind].Name, model.Kinds[m.Kind].Family, m.Text < 0 ? "" : model.Texts[m.Text])));
        Assert.Equal(1000, model.Marks[4].Late);
        Assert.Equal((1, 12L), (model.Vms[0].Events, model.Vms[0].Dropped));
    }

    [Fact]
    public void A_reply_tells_the_state_only_if_the_state_was_asked_for()
    {
        _builder.Connected(0, "vm");
        _builder.FromQemu(1, "vm", Utf8("""{"return": {"running": false, "status": "paused"}, "id": "a"}"""));
        _builder.FromClient(2, "vm", Utf8("""{"execute": "query-status", "id": {"n": 1}}"""));
        _builder.FromQemu(5, "vm", Utf8("""{"return": {"running": true, "singlestep": false, "status": "running"}, "id": {"n": 1}}"""));

        Assert.Equal([(0L, 9L, RunState.Running)], _builder.Build("test", 9).Vms[0].Bars.Select(b => (b.From, b.To, b.State)));
    }

    [Fact]
    public void Lanes_stand_in_the_order_in_which_people_count()
    {
        foreach (var name in new[] { "vm10", "vm9", "a", "vm010" })
        {
            _builder.Connected(0, name);
        }

        var model = _builder.Build("test");

        Assert.Equal(["a", "vm9", "vm10", "vm010"], model.Vms.Select(v => v.Name));
        Assert.Equal(["vm10", "vm9", "a", "vm010"], model.Marks.Select(m => model.Vms[m.Vm].Name));
    }

    [Fact]
    public void Equal_texts_are_kept_once_and_long_ones_are_cut()
    {
        var text = new string('x', 10_000);
        _builder.FromQemu(0, "vm", Utf8($$$"""{"event": "A", "data": {"t": "{{{text}}}"}}"""));
        _builder.FromQemu(1, "vm", Utf8($$$"""{"event": "A", "data": {"t": "{{{text}}}"}}"""));
        _builder.FromQemu(2, "vm", Utf8("""{"event": "A", "data": {}}"""));

        var model = _builder.Build("test");

        Assert.EndsWith("… (5913 more characters)", Assert.Single(model.Texts), StringComparison.Ordinal);
        Assert.Equal([0, 0, -1], model.Marks.Select(m => m.Text));
    }

    [Theory]
    [InlineData("""{"event": 7}""")]
    [InlineData("""{"event": "A", "timestamp": {"seconds": -1, "microseconds": -1}}""")]
    [InlineData("""{"event": "A", "timestamp": {"seconds": 1e99, "microseconds": {}}}""")]
    [InlineData("""{"event": "A", "timestamp": [], "data": null}""")]
    [InlineData("""{"error": 1}""")]
    [InlineData("""{"error": {}}""")]
    [InlineData("""{"return": 1, "id": null}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    public void Whatever_was_sent_there_is_a_timeline(string message)
    {
        _builder.FromClient(0, "vm", Utf8(message));
        _builder.FromClient(0, "vm", Utf8("""{"execute": "query-status", "id": null}"""));
        _builder.FromQemu(1, "vm", Utf8(message));

        Assert.NotEmpty(TimelineData.Pack(_builder.Build("test")));
    }

    [Theory]
    [InlineData("STOP", "Run")]
    [InlineData("SUSPEND_DISK", "Run")]
    [InlineData("BLOCK_IO_ERROR", "Trouble")]
    [InlineData("WATCHDOG", "Trouble")]
    [InlineData("BLOCK_JOB_READY", "Storage")]
    [InlineData("VNC_CONNECTED", "Display")]
    [InlineData("MIGRATION_PASS", "Migration")]
    [InlineData("RTC_CHANGE", "Other")]
    [InlineData("__com.redhat_NEWS", "Other")]
    public void An_event_belongs_where_its_words_say(string name, string family) => Assert.Equal(family, $"{KindFamilies.Of(name)}");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
