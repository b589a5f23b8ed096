using System.Text.Json;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Model;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>The metadata of a spec is taken at its word, and a value that means nothing is told.</summary>
public sealed class SpecSettingsTests
{
    private const string Schema = "{ 'event': 'X', 'data': { 'a': 'int' } }";

    [Theory]
    [InlineData("intern", "", "'intern' is not a valid Accessibility of the spec 'events.txt'; expected 'public' or 'internal'")]
    [InlineData(
        "Internol",
        "",
        "'Internol' is not a valid Accessibility of the spec 'events.txt'; expected 'public' or 'internal'; did you mean 'internal'?")]
    [InlineData("private", "", "'private' is not a valid Accessibility of the spec 'events.txt'; expected 'public' or 'internal'")]
    [InlineData("", "yes", "'yes' is not a valid Lenient of the spec 'events.txt'; expected 'false' or 'true'")]
    [InlineData("", "ture", "'ture' is not a valid Lenient of the spec 'events.txt'; expected 'false' or 'true'; did you mean 'true'?")]
    public void A_value_that_means_nothing_is_an_error_that_names_those_that_do(string accessibility, string lenient, string message)
    {
        var run = SpecRun.Of([new SpecText("events.txt", Repository.Spec) { Accessibility = accessibility, Lenient = lenient }]);

        AssertWrong(run, message, "events.txt");
    }

    [Fact]
    public void Items_of_one_spec_that_differ_in_accessibility_are_an_error()
    {
        var run = SpecRun.Of(
        [
            new SpecText("a.json", Schema) { Accessibility = "internal" },
            new SpecText("b.json", "{ 'event': 'Y' }") { Accessibility = "public" },
        ]);

        AssertWrong(
            run,
            "'public' is not a valid Accessibility of the spec 'b.json'; another item of the same spec has 'internal'; give both items "
                + "the same value",
            "b.json");
    }

    [Fact]
    public void Items_of_one_text_that_differ_in_leniency_are_an_error()
    {
        var run = SpecRun.Of(
        [
            new SpecText("events.txt", Repository.Spec) { Lenient = "false" },
            new SpecText("events.txt", Repository.Spec) { Lenient = "true" },
        ]);

        AssertWrong(
            run,
            "'false' is not a valid Lenient of the spec 'events.txt'; another item of the same spec has 'true'; give both items the same "
                + "value",
            "events.txt");
    }

    [Fact]
    public void An_item_without_metadata_follows_the_others_of_its_spec()
    {
        var run = SpecRun.Of(
        [
            new SpecText("a.json", Schema) { Accessibility = "Internal" },
            new SpecText("b.json", "{ 'event': 'Y' }"),
            new SpecText("a.json", Schema) { Lenient = "True" },
        ]);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Compiled().PublicTypes);
        Assert.Equal("""{"event":"X"}""", run.Compiled().Reader().Read("""{"event":"X"}""").ToJson());
    }

    [Fact]
    public void A_lenient_text_reads_what_an_older_QEMU_sends()
    {
        var text = Reading.Section(
            "Data:\n\n- \"a\": x (json-string)\n- \"o\": y (json-object)\n  - \"b\": z (json-int)\n"
                + "  - \"v\": w (json-string, \"on\" or \"off\")");
        var strict = SpecRun.Of([new SpecText("events.txt", text)]);
        var lenient = SpecRun.Of([new SpecText("events.txt", text) { Lenient = "true" }]);

        string[] messages =
        [
            """{"event":"THING"}""", """{"event":"THING","data":{"a":"t"}}""", """{"event":"THING","data":{"o":{}}}""",
            """{"event":"THING","data":{"o":{"v":"on"}}}""",
        ];
        foreach (var message in messages)
        {
            Assert.Throws<JsonException>(() => strict.Compiled().Reader().Read(message));
            Assert.Equal(message, lenient.Compiled().Reader().Read(message).ToJson());
        }
    }

    [Theory]
    [InlineData("machine.txt")]
    [InlineData("machine.json")]
    public void Leniency_makes_every_member_optional_and_changes_no_name_nor_what_the_spec_requires(string fixture)
    {
        var strict = Compile(fixture, lenient: "");
        var lenient = Compile(fixture, lenient: "true");

        Assert.Contains(Members(strict), m => !m.IsOptional);
        Assert.All(Members(lenient), m => Assert.True(m.IsOptional));
        Assert.Equal(Members(strict).Select(m => m with { IsOptional = true }), Members(lenient));
        Assert.Equal(SchemaEmitter.Entries(strict), SchemaEmitter.Entries(lenient));
    }

    private static EventSchema Compile(string fixture, string lenient) =>
        Reading.Compile(new SpecFile(fixture, Repository.Fixture(fixture), "Spec") { Lenient = lenient }).Schema!;

    private static IEnumerable<MemberModel> Members(EventSchema schema) =>
        schema.Events.SelectMany(e => e.Members).Concat(schema.Objects.SelectMany(o => o.Members))
            .Concat(schema.Events.Select(e => e.Union).Concat(schema.Objects.Select(o => o.Union)).OfType<UnionModel>().Select(u => u.Tag));

    private static void AssertWrong(SpecRun run, string message, string path)
    {
        var error = Assert.Single(run.Diagnostics);
        Assert.Equal("QMP0012", error.Id);
        Assert.Equal(message, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(path, error.Location.GetLineSpan().Path);
        Assert.Empty(run.Files);
    }
}
