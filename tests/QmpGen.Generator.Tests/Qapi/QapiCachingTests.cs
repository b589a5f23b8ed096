using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Tests.Support;
using Steps = QmpGen.Generator.QmpEventsGenerator.Steps;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>
/// While somebody types, a spec of many files is read anew only if one of them changed, and emitted only if that
/// matters.
/// </summary>
public sealed class QapiCachingTests
{
    private const string RootText = """
        { 'include': 'common.json' }
        ##
        # @LOST:
        #
        # Something is gone.
        ##
        { 'event': 'LOST', 'data': { 'why': 'Why' } }
        """;

    private const string CommonText = """
        { 'enum': 'Why', 'data': [ 'theft', 'fire' ] }
        ##
        # @Unreached:
        #
        # No event leads here.
        ##
        { 'struct': 'Unreached', 'data': { 'count': 'int' } }
        """;

    private static readonly SpecText Root = new("/q/root.json", RootText);
    private static readonly SpecText Common = new("/q/common.json", CommonText);
    private static readonly SpecText Other = new("/other/root.json", "{ 'event': 'OTHER' }", "Other");

    [Theory]
    [InlineData("")]
    [InlineData("take")]
    public void An_edit_of_C_sharp_leaves_everything_cached(string commands)
    {
        var text = $"{RootText}\n{{ 'command': 'take', 'data': {{ 'why': 'Why' }} }}\n";
        var root = new SpecText("/q/root.json", text) { Commands = commands };
        var first = SpecRun.Of([root, Common, Other]);
        Assert.Equal(commands.Length > 0, first.Files.Keys.Any(f => f.Contains("QmpCommands", StringComparison.Ordinal)));
        var tree = CSharpSyntaxTree.ParseText(
            "internal class Added { }", (CSharpParseOptions)first.Compilation.SyntaxTrees.First().Options,
            cancellationToken: TestContext.Current.CancellationToken);
        var second = SpecRun.Run(first.Driver, first.Project.AddSyntaxTrees(tree));

        foreach (var step in new[] { Steps.Select, Steps.Owners, Steps.Compile, Steps.Schema, Steps.Diagnostics })
        {
            Assert.All(second.Reasons(step), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        }

        Assert.All(second.OutputReasons(Steps.Schema), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Fact]
    public void The_same_text_in_a_new_file_leaves_everything_behind_it_cached()
    {
        var second = Replace(Common, CommonText);

        Assert.Contains(IncrementalStepRunReason.Unchanged, second.Reasons(Steps.Select));
        Assert.All(second.Reasons(Steps.Compile), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(second.OutputReasons(Steps.Schema), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(second.OutputReasons(Steps.Diagnostics), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Theory]
    [InlineData("No event leads here.", "No event will ever lead here.")]
    [InlineData("'count': 'int'", "'count': 'int', '*unit': 'str'")]
    [InlineData("{ 'struct'", "# A remark.\n\n{ 'struct'")]
    public void A_change_of_what_no_event_reaches_emits_nothing(string old, string @new)
    {
        var second = Replace(Common, CommonText.Replace(old, @new, StringComparison.Ordinal));

        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached], second.Reasons(Steps.Compile));
        Assert.All(second.Reasons(Steps.Schema), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(second.OutputReasons(Steps.Schema), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(second.OutputReasons(Steps.Diagnostics), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Fact]
    public void A_change_in_one_of_many_files_emits_that_spec_anew_and_no_other()
    {
        var second = Replace(Common, CommonText.Replace("'fire'", "'fire', 'flood'", StringComparison.Ordinal));

        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], second.Reasons(Steps.Schema));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], second.OutputReasons(Steps.Schema));
        Assert.Contains("Flood", second.Files["Spec.Why.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_one_of_many_files_is_reported_without_emitting_what_has_not_changed()
    {
        var second = Replace(Common, CommonText.Replace("'count': 'int'", "'count': 'it'", StringComparison.Ordinal));

        Assert.Equal("QMP0212", Assert.Single(second.Diagnostics).Id);
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached], second.Reasons(Steps.Schema));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], second.OutputReasons(Steps.Diagnostics));
    }

    private static SpecRun Replace(SpecText file, string text)
    {
        var first = SpecRun.Of([Root, Common, Other]);
        return SpecRun.Run(first.Driver.ReplaceAdditionalText(file, new SpecText(file.Path, text)), first.Project);
    }
}
