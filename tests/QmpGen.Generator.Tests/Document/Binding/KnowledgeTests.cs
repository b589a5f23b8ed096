using QmpGen.Generator.Model;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Binding;

/// <summary>Rows N2 and N3: what notes say of rates and of other events.</summary>
public sealed class KnowledgeTests
{
    [Theory]
    [InlineData("Note: this event is rate-limited.", true, null)]
    [InlineData("Note: This event is rate limited.", true, null)]
    [InlineData("Note: this event is rate-limited separately for each \"id\".", true, "id")]
    [InlineData("Note: this event is not rate-limited.", false, null)]
    [InlineData("Note: this event is late.", false, null)]
    [InlineData("Note: it is late.\n\nNote: this event is rate-limited.", true, null)]
    public void N2_a_note_limits_the_rate(string note, bool isLimited, string? key)
    {
        var limit = Only(Reading.Section(note)).RateLimit;

        Assert.Equal(isLimited ? new RateLimit(key) : null, limit);
    }

    [Theory]
    [InlineData("Note: If it is \"late\", a GONE event will eventually follow the THING event.", "GONE")]
    [InlineData("Note: the THING event is\nfollowed respectively by the BACK, or GONE events.", "BACK, GONE")]
    [InlineData("Note: It is always reset by a GONE event.", "")]
    [InlineData("Note: A GONE_DISK event will follow.", "")]
    [InlineData("Note: A LOST event will follow.", "")]
    public void N3_events_that_follow_are_known(string note, string followers) =>
        Assert.Equal(followers, string.Join(", ", First(note).FollowedBy));

    [Fact]
    public void N3_other_events_in_a_text_become_links_and_its_own_name_does_not()
    {
        var remark = Assert.Single(First("Note: SUSPEND comes before GONE, and THING after it.").Remarks);

        Assert.Equal(
            [("SUSPEND comes before ", null), ("GONE", "GoneEvent"), (", and THING after it.", null)],
            remark.Parts.Select(p => (p.Text, p.EventTypeName)));
    }

    [Fact]
    public void N3_names_are_found_as_whole_words() =>
        Assert.All(First("Note: GONE_DISK, PREGONE and gone are others.").Remarks[0].Parts, p => Assert.Null(p.EventTypeName));

    private static EventModel First(string note) =>
        Reading.Schema(Reading.Section(note) + "\nGONE\n----\n\nData: None.\n\nBACK\n----\n\nData: None.\n").Events[0];

    private static EventModel Only(string text) => Assert.Single(Reading.Schema(text).Events);
}
