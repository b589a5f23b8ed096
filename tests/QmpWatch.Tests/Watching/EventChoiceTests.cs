using QmpGen;
using QmpWatch.Events;
using QmpWatch.Watching;

namespace QmpWatch.Tests.Watching;

/// <summary>Which events are shown, and which one ends the watching.</summary>
public sealed class EventChoiceTests
{
    private const string Vnc =
        """{"event": "VNC_CONNECTED", "data": {"client": {"host": "::1", "family": "ipv6", "service": "1"}, "server": """
        + """{"host": "", "service": "", "family": "ipv6", "auth": "none"}}, "timestamp": {"seconds": 1, "microseconds": 2}}""";

    private const string Odd =
        """{"event": "ODD", "data": {"a.b": "dotted", "a": {"c": [{"d": 1}, {"d": 2.50}], "yes": true, "nothing": null, "big": """
        + """18446744073709551615}}, "timestamp": {"seconds": 1, "microseconds": 2}}""";

    [Theory]
    [InlineData("client.host=::1", true)]
    [InlineData("client.host=::2", false)]
    [InlineData("client.host!=::2", true)]
    [InlineData("client.port=1", false)]
    [InlineData("client.port!=1", true)]
    [InlineData("client=::1", false)]
    [InlineData("client.host.name=::1", false)]
    public void A_condition_looks_at_a_member_of_the_data(string condition, bool expected) => Assert.Equal(expected, Shows(condition, Vnc));

    [Theory]
    [InlineData("a.b=dotted")]
    [InlineData("a.c.0.d=1")]
    [InlineData("a.c.0.d=1.0")]
    [InlineData("a.c.1.d=2.5")]
    [InlineData("a.yes=true")]
    [InlineData("a.nothing=null")]
    [InlineData("a.big=18446744073709551615")]
    [InlineData("a.c.2.d!=1")]
    public void Members_that_the_spec_does_not_know_count_in_any_kind_of_JSON(string condition) => Assert.True(Shows(condition, Odd));

    [Fact]
    public void An_event_without_data_has_no_member()
    {
        const string stop = """{"event": "STOP", "timestamp": {"seconds": 1, "microseconds": 2}}""";

        Assert.False(Shows("action=stop", stop));
        Assert.True(Shows("action!=stop", stop));
    }

    [Fact]
    public void An_event_that_was_read_without_its_text_is_judged_by_its_members() =>
        Assert.True(new EventChoice { Conditions = [Condition("offset=78")] }.Shows(new RtcChangeEvent { Offset = 78 }));

    [Theory]
    [InlineData("action")]
    [InlineData("=stop")]
    [InlineData("a..b=c")]
    [InlineData("!=c")]
    public void What_is_no_condition_is_refused(string text) => Assert.False(MemberCondition.TryParse(text, out _));

    [Fact]
    public void Names_may_have_wildcards_and_any_of_them_counts()
    {
        var choice = new EventChoice { Names = ["VNC_*", "STOP"] };

        Assert.True(choice.Shows(QmpEvents.Parse(Vnc)));
        Assert.True(choice.Shows(new StopEvent()));
        Assert.False(choice.Shows(new ResumeEvent()));
    }

    [Fact]
    public void The_end_is_shown_whatever_else_is_and_must_meet_the_conditions()
    {
        var choice = new EventChoice { Names = ["STOP"], Until = "RTC_CHANGE", Conditions = [Condition("offset=78")] };

        Assert.True(choice.Shows(new RtcChangeEvent { Offset = 78 }));
        Assert.True(choice.Ends(new RtcChangeEvent { Offset = 78 }));
        Assert.False(choice.Ends(new RtcChangeEvent { Offset = 79 }));
        Assert.False(choice.Ends(new StopEvent()));
    }

    private static bool Shows(string condition, string message)
    {
        var e = QmpEventReader.Untyped.Read(message);
        return new EventChoice { Conditions = [Condition(condition)] }.Shows(e);
    }

    private static MemberCondition Condition(string text)
    {
        Assert.True(MemberCondition.TryParse(text, out var condition));
        return condition;
    }
}
