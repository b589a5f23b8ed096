using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Tests.Support;
using Steps = QmpGen.Generator.QmpEventsGenerator.Steps;

namespace QmpGen.Generator.Tests;

/// <summary>While somebody types, the generator does only what has to be done anew.</summary>
public sealed class CachingTests
{
    private const string Document =
        "Events\n======\n\nGONE\n----\n\nEmitted at the end.\n\nData:\n\n- \"why\": reason\n\nExample:\n"
        + "\n{ \"event\": \"GONE\", \"data\": { \"why\": \"x\" } }\n";

    private static readonly SpecText Spec = new("events.txt", Document);

    [Fact]
    public void An_edit_of_C_sharp_leaves_everything_cached()
    {
        var first = SpecRun.Of([Spec]);
        var tree = CSharpSyntaxTree.ParseText(
            "internal class Added { }", (CSharpParseOptions)first.Compilation.SyntaxTrees.First().Options, cancellationToken: Token);
        var second = SpecRun.Run(first.Driver, first.Project.AddSyntaxTrees(tree));

        Assert.All(
            Reasons(second), r => Assert.True(r.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{r}"));
        AssertOutputs(second, Steps.Schema, IncrementalStepRunReason.Cached);
        AssertOutputs(second, Steps.Diagnostics, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void The_same_text_in_a_new_file_leaves_everything_behind_it_cached()
    {
        var second = Replace(new SpecText("events.txt", Document));

        AssertReason(second, Steps.Select, IncrementalStepRunReason.Unchanged);
        AssertReason(second, Steps.Compile, IncrementalStepRunReason.Cached);
        AssertOutputs(second, Steps.Schema, IncrementalStepRunReason.Cached);
        AssertOutputs(second, Steps.Diagnostics, IncrementalStepRunReason.Cached);
    }

    [Theory]
    [InlineData("Events\n", "Events\n\n")]
    [InlineData("Events\n", "All of the Events\n")]
    [InlineData("Events\n", "# A remark above the title.\n\nEvents\n")]
    public void A_change_that_only_moves_lines_reports_anew_and_emits_nothing(string old, string @new)
    {
        var second = Replace(new SpecText("events.txt", Document.Replace(old, @new, StringComparison.Ordinal)));

        AssertReason(second, Steps.Compile, IncrementalStepRunReason.Modified);
        AssertReason(second, Steps.Schema, IncrementalStepRunReason.Unchanged);
        AssertOutputs(second, Steps.Schema, IncrementalStepRunReason.Cached);
        AssertReason(second, Steps.Diagnostics, IncrementalStepRunReason.Modified);
        AssertOutputs(second, Steps.Diagnostics, IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_change_of_what_is_emitted_emits_anew()
    {
        var second = Replace(new SpecText("events.txt", Document.Replace("at the end", "in the end", StringComparison.Ordinal)));

        AssertReason(second, Steps.Schema, IncrementalStepRunReason.Modified);
        AssertOutputs(second, Steps.Schema, IncrementalStepRunReason.Modified);
        AssertOutputs(second, Steps.Diagnostics, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Another_namespace_emits_anew()
    {
        var first = SpecRun.Of([new SpecText("events.txt", Document, @namespace: null)]);
        var second = SpecRun.Run(first.Driver.WithUpdatedAnalyzerConfigOptions(new SpecOptions("Other")), first.Project);

        AssertReason(second, Steps.Select, IncrementalStepRunReason.Modified);
        AssertReason(second, Steps.Schema, IncrementalStepRunReason.Modified);
        Assert.Contains("Other.GoneEvent.g.cs", second.Files.Keys);
    }

    [Fact]
    public void A_change_of_one_spec_leaves_the_other_alone()
    {
        var other = new SpecText("b/events.txt", Document, "Other");
        var first = SpecRun.Of([Spec, other]);
        var second = SpecRun.Run(
            first.Driver.ReplaceAdditionalText(
                Spec, new SpecText("events.txt", Document.Replace("GONE", "LOST", StringComparison.Ordinal))),
            first.Project);

        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            second.Steps(Steps.Compile).Select(s => Assert.Single(s.Outputs).Reason));
        Assert.Contains("Spec.LostEvent.g.cs", second.Files.Keys);
        Assert.Contains("Other.GoneEvent.g.cs", second.Files.Keys);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SpecRun Replace(SpecText spec)
    {
        var first = SpecRun.Of([Spec]);
        return SpecRun.Run(first.Driver.ReplaceAdditionalText(Spec, spec), first.Project);
    }

    private static IEnumerable<(string Step, IncrementalStepRunReason Reason)> Reasons(SpecRun run) =>
        from step in new[] { Steps.Select, Steps.Owners, Steps.Language, Steps.Compile, Steps.Schema, Steps.Diagnostics }
        from execution in run.Steps(step)
        from output in execution.Outputs
        select (step, output.Reason);

    private static void AssertReason(SpecRun run, string step, IncrementalStepRunReason reason) =>
        Assert.Equal(reason, Assert.Single(run.Reasons(step)));

    /// <summary>What became of the output that a step feeds.</summary>
    private static void AssertOutputs(SpecRun run, string step, IncrementalStepRunReason reason) =>
        Assert.Equal(reason, Assert.Single(run.OutputReasons(step)));
}
