using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Syntax;

/// <summary>Rows P1 to P5, D1 to D6 and N1 to N4: prose, the line that opens the data, notes.</summary>
public sealed class SectionTests
{
    [Fact]
    public void P1_the_word_Description_is_not_part_of_the_prose()
    {
        var section = Reading.Only("Description: Issued when the thing is over.\nData: None.");

        Assert.Equal(["Issued when the thing is over."], section.Prose.Select(p => p.Text));
        Assert.Equal(DataKind.None, section.Data.Kind);
    }

    [Theory]
    [InlineData("Emitted when it is over.")]
    [InlineData("Emitted by the thing")]
    [InlineData("It's emitted whenever it likes,\nonce a day.")]
    public void P2_and_P3_prose_is_free_text(string prose)
    {
        var section = Reading.Only($"{prose}\n\nData: None.");

        Assert.Equal([prose.Replace('\n', ' ')], section.Prose.Select(p => p.Text));
    }

    [Fact]
    public void P4_a_word_that_is_spelled_otherwise_changes_no_type()
    {
        const string data = "\n\nData:\n\n- \"why\": reason (json-string)";

        Assert.Equal(Reading.Data($"Emitted when reseted.{data}"), Reading.Data($"Emitted when reset.{data}"));
    }

    [Theory]
    [InlineData("Emitted when 'actual' differs from the \"wanted\" of 'query-thing'.")]
    [InlineData("The name can be empty (\"\").")]
    public void P5_quoted_words_in_prose_are_no_members(string prose) => Assert.Empty(Reading.Only(prose).Members);

    [Fact]
    public void Several_paragraphs_stay_apart() =>
        Assert.Equal(["First.", "Second, longer."], Reading.Only("First.\n\nSecond,\nlonger.\n\nData: None.").Prose.Select(p => p.Text));

    [Theory]
    [InlineData("Data:\n\n- \"why\": reason (json-string)")]
    [InlineData("Data:\n- \"why\": reason (json-string)")]
    [InlineData("data:\n\n- \"why\": reason (json-string)")]
    [InlineData("Data::\n\n- \"why\": reason (json-string)")]
    [InlineData("- \"why\": reason (json-string)")]
    public void D1_bullets_follow_the_word_Data(string body) => Assert.Equal("why", Assert.Single(Reading.Only(body).Members).Name.Text);

    [Theory]
    [InlineData("Data: None.")]
    [InlineData("Data: None")]
    [InlineData("Data: none")]
    [InlineData("DATA: NONE.")]
    [InlineData("Data: (none)")]
    [InlineData("Data:\n\nNone.")]
    public void D2_none_is_no_data(string body)
    {
        var section = Reading.Only(body);

        Assert.Equal(DataKind.None, section.Data.Kind);
        Assert.Empty(section.Members);
    }

    [Fact]
    public void D3_bullets_after_none_are_members_all_the_same() =>
        Assert.Equal(
            ["state"], Reading.Only("Data: None.\n\n - \"state\": state of the thing (json-string)").Members.Select(m => m.Name.Text));

    [Fact]
    public void D4_an_unquoted_data_bullet_names_the_type_of_the_data()
    {
        var section = Reading.Only("Emitted at times.\n\n - data: ThingInfo type as described in qapi-schema.json");

        Assert.Equal(DataKind.Reference, section.Data.Kind);
        Assert.Empty(section.Members);
    }

    [Fact]
    public void D4_a_quoted_data_bullet_is_a_member() =>
        Assert.Equal("data", Assert.Single(Reading.Only("Data:\n\n- \"data\": bytes (json-string)").Members).Name.Text);

    [Theory]
    [InlineData("Data: 'left' and 'right' keys with the same keys as 'query-thing'.")]
    [InlineData("Data: 'left' and 'right' keys with the same keys as 'query-thing',\nexcept that 'size' is not provided.")]
    public void D5_and_D6_data_in_a_sentence_names_objects(string body)
    {
        var section = Reading.Only(body);

        Assert.Equal(["left", "right"], section.Members.Select(m => m.Name.Text));
        Assert.All(section.Members, m => Assert.Equal(TypeKeyword.Object, m.Type!.Keyword));
    }

    [Fact]
    public void D5_keys_of_which_no_more_is_said_have_no_type() =>
        Assert.Null(Assert.Single(Reading.Only("Data: the 'size' key.").Members).Type);

    [Fact]
    public void N1_each_note_is_a_paragraph() =>
        Assert.Equal(["One,\ttwo.", "Three."], Reading.Only("Note: One,\ttwo.\n\nNote: Three.").Notes.Select(n => n.Text));

    [Fact]
    public void N1_notes_need_no_blank_line_between_them() =>
        Assert.Equal(["One, two.", "Three."], Reading.Only("Note: One,\ntwo.\nNote: Three.").Notes.Select(n => n.Text));

    [Fact]
    public void N4_quoted_words_in_notes_are_neither_members_nor_values()
    {
        var section = Reading.Only(
            "Data:\n\n- \"why\": reason (json-string)\n\nNote: If why is \"late\" and \"-no-way\" is given, it ends.");

        Assert.Equal(["why"], section.Members.Select(m => m.Name.Text));
        Assert.Empty(section.Members[0].Values);
    }

    [Theory]
    [InlineData("exAMPLE:")]
    [InlineData("example:")]
    [InlineData("Examples:")]
    [InlineData("Example 1:")]
    [InlineData("Example::")]
    public void A_keyword_may_be_written_in_other_ways(string keyword)
    {
        var section = Reading.Only($"Emitted.\n\n{keyword}\n\n{{ \"event\": \"THING\" }}");

        Assert.Single(section.Examples);
        Assert.Equal(["Emitted."], section.Prose.Select(p => p.Text));
    }

    [Fact]
    public void Members_may_stand_after_the_example()
    {
        const string example = "Example:\n\n{ \"event\": \"THING\", \"data\": { \"why\": \"x\" } }\n\n";
        const string bullet = "- \"why\": reason (json-string)\n";

        Assert.Equal("why: string", Reading.Data($"{example}Data:\n\n{bullet}"));
        Assert.Equal("why: string", Reading.Data($"{example}{bullet}"));
        Assert.Equal("why: string", Reading.Data($"{example}Note: It is late.\n\n{bullet}"));
    }
}
