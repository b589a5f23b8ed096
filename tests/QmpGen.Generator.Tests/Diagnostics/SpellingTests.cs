using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Tests.Diagnostics;

public sealed class SpellingTests
{
    private static readonly string[] Words = ["Data", "Example", "Note", "json-string", "json-int"];

    [Theory]
    [InlineData("Exemple", "Example")]
    [InlineData("Exmaple", "Example")]
    [InlineData("Dta", "Data")]
    [InlineData("note", "Note")]
    [InlineData("json-sting", "json-string")]
    [InlineData("jsno-int", "json-int")]
    public void A_slip_of_the_fingers_is_seen_through(string word, string meant) => Assert.Equal(meant, Spelling.Closest(word, Words));

    [Theory]
    [InlineData("Path")]
    [InlineData("Exampling")]
    [InlineData("Sample!!")]
    [InlineData("xml-string")]
    [InlineData("")]
    public void Another_word_stays_another_word(string word) => Assert.Null(Spelling.Closest(word, Words));

    [Fact]
    public void The_closest_of_several_wins() => Assert.Equal("bat", Spelling.Closest("bat", ["cat", "bat", "rat"]));
}
