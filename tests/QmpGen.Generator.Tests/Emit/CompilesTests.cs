using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>Whatever a project looks like, emitted code compiles in it without a word from the compiler.</summary>
public sealed class CompilesTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public void In_every_language_version_from_11_on(LanguageVersion language) =>
        SpecRun.Of([new SpecText("events.txt", Repository.Fixture("machine.txt"))], language: language).Compiled();

    [Theory]
    [InlineData("My.System")]
    [InlineData("My.QmpGen")]
    [InlineData("QmpGen")]
    [InlineData("My.class.event")]
    [InlineData("Task.Action")]
    [InlineData("ALARM")]
    [InlineData("")]
    public void In_every_namespace(string @namespace)
    {
        var spec = new SpecText("events.txt", Repository.Fixture("machine.txt"), @namespace);
        var run = SpecRun.Of([spec], options: new SpecOptions(""));

        Assert.Equal("ALARM", run.Compiled().Reader(@namespace).Read("{\"event\":\"ALARM\"}").EventName);
    }

    [Fact]
    public void In_a_project_that_has_types_with_the_names_of_the_framework_in_the_same_namespace() =>
        SpecRun.Of(
            [new SpecText("events.txt", Repository.Fixture("machine.txt"))],
            "namespace Spec { internal class System { } internal class Task { } internal class QmpGen { } "
                + "internal class String { } internal class IDisposable { } }").Compiled();

    [Fact]
    public void Beside_a_second_spec()
    {
        var run = SpecRun.Of(
        [
            new SpecText("a/events.txt", Repository.Spec, "A"),
            new SpecText("b/events.txt", Repository.Fixture("machine.txt"), "B.C"),
        ]);

        // The fixture has a member without a type.
        Assert.Equal(
            ["QMP0113"], run.Diagnostics.Where(d => d.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info).Select(d => d.Id));
        Assert.IsType<UnknownEvent>(run.Compiled().Reader("A").Read("{\"event\":\"ALARM\"}"));
        Assert.IsNotType<UnknownEvent>(run.Compiled().Reader("B.C").Read("{\"event\":\"ALARM\"}"));
    }

    [Fact]
    public void Without_a_namespace_of_its_own_a_spec_takes_the_one_of_the_project() =>
        Assert.Contains("Root.QmpEvents.g.cs", SpecRun.Of([new SpecText("events.txt", Repository.Spec, @namespace: null)]).Files.Keys);

    [Theory]
    [InlineData("Emitted if a < b && c > d & <e/> </summary> */ \"\"\" ]]> {0} \\ $x @y #if \u2028 end.")]
    [InlineData("Emitted for \u00E4\u00F6\u00FC, \u540D\u524D and \uD83D\uDE00.")]
    [InlineData("<summary>")]
    [InlineData("#pragma warning restore")]
    public void With_every_kind_of_prose(string prose) => SpecRun.Of(Reading.Section(
        $"{prose}\n\nData:\n\n- \"a\": {prose} (json-string, \"{prose.Replace("\"", "", StringComparison.Ordinal)}\" or \"b\")\n"
            + $"- \"c\": {prose} (json-object)\n  - \"d\": {prose} (json-int)\n\nNote: {prose}")).Compiled();

    [Fact]
    public void A_language_that_is_too_old_is_told_once()
    {
        var run = SpecRun.Of([new SpecText("events.txt", Repository.Spec)], language: LanguageVersion.CSharp10);

        Assert.Equal("QMP0005", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Files);
    }
}
