using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Syntax;

/// <summary>Rows F1 to F13: what a bullet looks like and which lines belong to it. Nesting (F4 to F7) is settled in the schema.</summary>
public sealed class BulletTests
{
    [Theory]
    [InlineData("- \"part\": name of the part (json-string)")]
    [InlineData("- 'part': name of the part (json-string)")]
    [InlineData("- \"part\":      name of the part (json-string)")]
    [InlineData("- \"part\" : name of the part (json-string)")]
    [InlineData("-\t\"part\":\tname of the part (json-string)")]
    [InlineData("* \"part\": name of the part (json-string)")]
    [InlineData("+ \"part\": name of the part (json-string)")]
    [InlineData("\u2022 \"part\": name of the part (json-string)")]
    [InlineData("\u2013 \"part\": name of the part (json-string)")]
    [InlineData("-\"part\": name of the part (json-string)")]
    [InlineData("- part: name of the part (json-string)")]
    [InlineData("- \"part\" (json-string): name of the part")]
    public void F1_to_F3_a_bullet_has_a_name_and_a_type(string bullet)
    {
        var member = Reading.Bullet(bullet);

        Assert.Equal("part", member.Name.Text);
        Assert.Equal(TypeKeyword.String, member.Type!.Keyword);
    }

    [Fact]
    public void F4_the_indentation_of_a_bullet_is_kept() =>
        Assert.Equal(
            [1, 3, 8],
            Reading.Only("Data:\n\n - \"a\": x (json-object)\n   - \"b\": x (json-object)\n\t- \"c\": x (json-int)").Members
                .Select(m => m.Indent));

    [Theory]
    [InlineData("__com.redhat_reason")]
    [InlineData("node-name")]
    [InlineData("x509_dname")]
    [InlineData("a.b.c")]
    [InlineData("1st")]
    public void F8_and_F9_a_name_is_taken_as_it_stands(string name) =>
        Assert.Equal(name, Reading.Bullet($"- \"{name}\": x (json-int)").Name.Text);

    [Theory]
    [InlineData("- \"gap\": Gap between one end (as told before), and\nthe other end (json-number)")]
    [InlineData("- \"gap\": Gap between one end (as told before), and\n  the other end (json-number)")]
    [InlineData("- \"gap\": Gap between one end (as told before), and\n\t\tthe other end (json-number)")]
    public void F10_and_F11_lines_that_follow_continue_a_bullet_wherever_they_start(string bullet)
    {
        var member = Reading.Bullet(bullet);

        Assert.Equal("Gap between one end (as told before), and the other end (json-number)", member.Text);
        Assert.Equal(TypeKeyword.Number, member.Type!.Keyword);
    }

    [Fact]
    public void F12_text_after_the_type_only_describes()
    {
        var member = Reading.Bullet("- \"done\":   How far it is (json-int)\n            At the end this is \"all\" of it.");

        Assert.Equal(TypeKeyword.Int, member.Type!.Keyword);
        Assert.Empty(member.Values);
    }

    [Fact]
    public void F13_the_words_Note_that_open_no_note()
    {
        var section = Reading.Only("Data:\n\n- \"part\": its name. Note that it may be\n  empty\n  Note that twice (json-string)");

        Assert.Equal(TypeKeyword.String, Assert.Single(section.Members).Type!.Keyword);
        Assert.Empty(section.Notes);
    }

    [Fact]
    public void A_blank_line_between_bullets_means_nothing() =>
        Assert.Equal(["a", "b"], Reading.Only("Data:\n\n- \"a\": x (json-int)\n\n- \"b\": x (json-int)").Members.Select(m => m.Name.Text));

    [Fact]
    public void A_bullet_may_have_several_paragraphs_if_they_are_indented()
    {
        var section = Reading.Only("Data:\n\n- \"a\": first words\n\n  and last ones (json-int)\n\nThis is prose.");

        Assert.Equal(TypeKeyword.Int, Assert.Single(section.Members).Type!.Keyword);
        Assert.Equal(["This is prose."], section.Prose.Select(p => p.Text));
    }

    [Fact]
    public void A_name_knows_its_place_and_so_does_the_type()
    {
        var text = Reading.Section("Data:\n\n- \"part\": name of\n  the part (json-string)");
        var member = Assert.Single(Assert.Single(Reading.Document(text).Sections).Members);

        Assert.Equal("part", text.Substring(member.Name.Span.Start, member.Name.Span.Length));
        Assert.Equal("json-string", text.Substring(member.Type!.Span.Start, member.Type.Span.Length));
    }

    [Theory]
    [InlineData("- \"part\" its name (json-string)", "The ':' of the member \"part\" is missing")]
    [InlineData("- \"part: its name (json-string)", "The closing quotation mark of the member \"part\" is missing")]
    [InlineData("- \"part: its name (json-string, \"a\" or \"b\")", "The closing quotation mark of the member \"part\" is missing")]
    [InlineData("\"part\": its name (json-string)", "The dash of the member \"part\" is missing")]
    public void A_bullet_that_lacks_something_is_read_all_the_same_with_a_warning(string bullet, string message)
    {
        var text = Reading.Section($"Data:\n\n{bullet}");
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0108", complaint.Descriptor.Id);
        Assert.StartsWith(message, complaint.Message(), StringComparison.Ordinal);
        Assert.Equal("part", complaint.Pointed(text));
        Assert.StartsWith("part: ", Reading.Data($"Data:\n\n{bullet}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bullet_that_lost_its_dash_is_no_value_of_the_member_before() =>
        Assert.Equal("a: string, b: string", Reading.Data("Data:\n\n- \"a\": x (json-string)\n\"b\": x (json-string)"));

    [Theory]
    [InlineData("- its name (json-string)")]
    [InlineData("- : its name (json-string)")]
    [InlineData("- (json-string)")]
    public void A_bullet_without_a_name_is_left_out_with_a_warning(string bullet)
    {
        var text = Reading.Section($"Data:\n\n{bullet}\n- \"b\": x (json-int)");
        var complaint = Reading.Complaint(text);

        Assert.Equal("QMP0107", complaint.Descriptor.Id);
        Assert.Equal(bullet, complaint.Pointed(text));
        Assert.Equal("THING(b: int)", Shapes.Of(Reading.Schema(text)));
    }

    [Fact]
    public void A_dash_in_a_description_is_no_bullet() =>
        Assert.Equal(
            "name (json-string): - as given, - or empty",
            Reading.Bullet("- \"part\": name (json-string):\n          - as given,\n          - or empty").Text);

    [Fact]
    public void A_dash_in_prose_is_no_bullet() => Assert.Empty(Reading.Only("Emitted when\n- it is late or\n- it is dark.").Members);
}
