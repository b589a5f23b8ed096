using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Syntax;

/// <summary>Rows T1 to T3 and H1 to H8 of the table of forms that published documents have.</summary>
public sealed class HeadingTests
{
    [Theory]
    [InlineData("                   QEMU Monitor Protocol: Events\n                   =============================\n")]
    [InlineData("         A Protocol's Events\n         ===================\n")]
    [InlineData("A Protocol's Events\n===================\n")]
    [InlineData("EVENTS\n======\n")]
    public void T1_to_T3_a_title_is_no_event(string title) =>
        Assert.Equal(["GONE"], EventNames($"{title}\nGONE\n----\n\nEmitted at the end.\n"));

    [Theory]
    [InlineData("1 GONE")]
    [InlineData("27 GONE")]
    [InlineData("3. GONE")]
    [InlineData("3) GONE")]
    [InlineData("3.12 GONE")]
    [InlineData("3.12. GONE")]
    [InlineData("7\tGONE")]
    public void H1_a_number_in_front_is_decoration(string heading) => Assert.Equal(["GONE"], Names(heading));

    [Fact]
    public void H1_a_digit_that_belongs_to_the_name_stays() => Assert.Equal(["S3_LEFT"], Names("2 S3_LEFT"));

    [Fact]
    public void H2_a_number_that_occurs_twice_is_no_clash() =>
        Assert.Equal(["GONE", "BACK"], EventNames("4 GONE\n------\n\n4 BACK\n------\n"));

    [Theory]
    [InlineData("GONE, BACK")]
    [InlineData("GONE,BACK")]
    [InlineData("GONE / BACK")]
    [InlineData("2 GONE, BACK")]
    public void H3_a_heading_may_name_several_events(string heading) => Assert.Equal(["GONE", "BACK"], Names(heading));

    [Fact]
    public void H3_events_under_one_heading_share_everything()
    {
        var schema = Reading.Schema(
            Reading.Section("Emitted at times.\n\nData:\n\n- \"why\": reason (json-string)\n\nNote: It is late.", "GONE, BACK"));

        Assert.Equal("GONE(why: string)\nBACK(why: string)", Shapes.Of(schema));
        Assert.Equal(schema.Events[0].Summary, schema.Events[1].Summary);
        Assert.Equal(schema.Events[0].Remarks, schema.Events[1].Remarks);
    }

    [Theory]
    [InlineData("GONE\n-----\n")]
    [InlineData("GONE\n-------\n")]
    [InlineData("GONE_FOREVER\n---\n")]
    [InlineData("GONE\n--\n")]
    [InlineData("GONE\n    ----\n")]
    [InlineData("   GONE\n----\n")]
    public void H4_and_H5_an_underline_may_be_longer_or_shorter_than_the_name(string text) => Assert.Single(EventNames(text));

    [Theory]
    [InlineData('~')]
    [InlineData('^')]
    [InlineData('=')]
    [InlineData('*')]
    public void Any_row_below_an_event_name_underlines_it(char character) =>
        Assert.Equal(["GONE"], EventNames($"GONE\n{new string(character, 4)}\n\nData: None.\n"));

    [Fact]
    public void A_chapter_that_shows_what_events_look_like_is_no_event() =>
        Assert.Equal(
            ["GONE"], EventNames("Introduction\n------------\n\nExample:\n\n{ \"event\": \"NAME\" }\n\nGONE\n----\n\nData: None.\n"));

    [Fact]
    public void H6_prose_may_start_right_below_the_underline()
    {
        var section = Assert.Single(Reading.Document("GONE\n----\nEmitted at the end.\n").Sections);

        Assert.Equal(["Emitted at the end."], section.Prose.Select(p => p.Text));
    }

    [Fact]
    public void H7_blank_lines_more_or_less_before_a_heading_mean_nothing()
    {
        const string one = "GONE\n----\n\nData: None.\n";
        const string two = "BACK\n----\n\nData: None.\n";

        Assert.Equal(Reading.Schema($"{one}\n{two}"), Reading.Schema($"{one}\n\n\n\n{two}"));
        Assert.Equal(Reading.Schema($"{one}\n{two}"), Reading.Schema(one + two));
    }

    [Fact]
    public void H8_blank_lines_more_or_less_before_a_note_mean_nothing()
    {
        const string example = "Example:\n\n{ \"event\": \"THING\" }\n";

        Assert.Equal("It is late.", Assert.Single(Reading.Only($"{example}\n\n\nNote: It is late.").Notes).Text);
    }

    [Theory]
    [InlineData("GONE", true)]
    [InlineData("GONE_2", true)]
    [InlineData("__com.redhat_GONE", true)]
    [InlineData("Gone", false)]
    [InlineData("_GONE", false)]
    [InlineData("2GONE", false)]
    [InlineData("GONE-BACK", false)]
    [InlineData("", false)]
    [InlineData("__", false)]
    [InlineData("__com", false)]
    public void An_event_name_is_made_of_capitals_digits_and_underscores(string name, bool isName) =>
        Assert.Equal(isName, HeadingParser.IsEventName(name));

    [Theory]
    [InlineData("GONE (since 2.1)")]
    [InlineData("GONE:")]
    public void A_remark_behind_the_name_is_left_out(string heading) => Assert.Equal(["GONE"], Names(heading));

    [Theory]
    [InlineData("GONE BACK")]
    [InlineData("GONE,, BACK")]
    [InlineData("Gone")]
    [InlineData("GONE and Back")]
    public void Anything_else_is_no_heading_of_an_event(string heading) => Assert.Empty(Names(heading));

    [Fact]
    public void A_name_knows_its_place()
    {
        const string text = "12 GONE, BACK\n-------------\n";
        var names = Assert.Single(Reading.Document(text).Sections).Names;

        Assert.All(names, n => Assert.Equal(n.Text, text.Substring(n.Span.Start, n.Span.Length)));
    }

    [Fact]
    public void Events_keep_the_order_of_the_document() =>
        Assert.Equal(["WOKEN", "BACK", "GONE"], EventNames("WOKEN\n---\n\nBACK\n---\n\nGONE\n---\n"));

    private static IEnumerable<string> Names(string heading) => HeadingParser.Parse(Reading.Line(heading)).Select(n => n.Text);

    private static IEnumerable<string> EventNames(string text) =>
        Reading.Document(text).Sections.SelectMany(s => s.Names).Select(n => n.Text);
}
