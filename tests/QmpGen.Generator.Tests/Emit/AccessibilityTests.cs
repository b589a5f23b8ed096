using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>A library can keep the types of a spec to itself.</summary>
public sealed class AccessibilityTests
{
    [Theory]
    [InlineData("machine.txt", "ALARM")]
    [InlineData("machine.json", "QUIET")]
    public void Internal_types_are_all_internal_and_work(string fixture, string name)
    {
        var run = SpecRun.Of([new SpecText(fixture, Repository.Fixture(fixture)) { Accessibility = "internal" }]);
        var message = $"{{\"event\":\"{name}\"}}";

        Assert.Empty(run.Compiled().PublicTypes);
        var e = run.Compiled().Reader().Read(message);
        Assert.Equal(message, e.ToJson());
        Assert.IsNotType<UnknownEvent>(e);
    }

    [Theory]
    [InlineData("")]
    [InlineData("public")]
    [InlineData("Public")]
    public void Public_is_the_default(string accessibility)
    {
        var run = SpecRun.Of([new SpecText("machine.json", Repository.Fixture("machine.json")) { Accessibility = accessibility }]);

        var hidden = run.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, TestContext.Current.CancellationToken)
            .Where(t => t.ContainingType is null && t.DeclaredAccessibility != Microsoft.CodeAnalysis.Accessibility.Public);
        Assert.Empty(hidden);
    }

    [Theory]
    [InlineData("internal", false)]
    [InlineData("public", true)]
    public void Libraries_and_an_application_with_one_namespace_clash_only_if_their_types_are_public(string accessibility, bool clash)
    {
        var (one, two) = (Library("One", accessibility), Library("Two", accessibility));
        var application = SpecRun.Of(
            [new SpecText("events.txt", Repository.Fixture("machine.txt")) { Accessibility = accessibility }],
            "internal static class Program { private static string Run() => One.Name() + Two.Name() + Spec.QmpEvents.Parse(\"{}\"); }");

        var run = SpecRun.Run(application.Driver, application.Project.AddReferences(one, two));

        Assert.Equal(clash, run.CompilerMessages().Any(m => m.Id == "CS0436"));
        Assert.All(run.CompilerMessages(), m => Assert.Equal("CS0436", m.Id));
    }

    private static CompilationReference Library(string name, string accessibility)
    {
        var run = SpecRun.Of(
            [new SpecText("events.txt", Repository.Fixture("machine.txt")) { Accessibility = accessibility }],
            $"/// <summary/>\npublic static class {name} {{\n"
                + "/// <summary/>\npublic static string Name() => Spec.QmpEvents.Parse(\"\").EventName; }");
        Assert.Empty(run.CompilerMessages());
        return run.Compilation.WithAssemblyName(name).ToMetadataReference();
    }
}
