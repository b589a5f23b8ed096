using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using QmpGen.CodeFixes;
using QmpGen.Generator.Analysis;

namespace QmpGen.Editor.Tests;

/// <summary>A value list looks like an enum and is none: who matches one of its values is told what to match, and offered it.</summary>
public sealed class ValueListPatternTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "e is WatchdogEvent { Action: WatchdogAction.Pause }",
        "e is WatchdogEvent { Action.Kind: WatchdogActionKind.Pause }")]
    [InlineData(
        "e is WatchdogEvent { Action: WatchdogAction.Pause or WatchdogAction.Reset }",
        "e is WatchdogEvent { Action.Kind: WatchdogActionKind.Pause or WatchdogActionKind.Reset }")]
    [InlineData(
        "e is WatchdogEvent { Action: not (WatchdogAction.Pause or WatchdogAction.Reset) }",
        "e is WatchdogEvent { Action.Kind: not (WatchdogActionKind.Pause or WatchdogActionKind.Reset) }")]
    [InlineData("action is WatchdogAction.None", "action.Kind is WatchdogActionKind.None")]
    [InlineData("action is not MyProject.WatchdogAction.None", "action.Kind is not WatchdogActionKind.None")]
    [InlineData(
        "action switch { WatchdogAction.Reset => true, _ => false }",
        "action.Kind switch { WatchdogActionKind.Reset => true, _ => false }")]
    public async Task A_value_as_a_pattern_is_reported_and_mended(string expression, string expected)
    {
        var document = Open($"return {expression};");
        var found = await FindAsync(document);

        Assert.NotEmpty(found);
        Assert.All(
            found, d => Assert.Contains("match its property Kind with WatchdogActionKind.", d.GetMessage(), StringComparison.Ordinal));
        var mended = await MendAsync(document, found[0]);
        Assert.Contains(expected, (await mended.GetTextAsync(Token)).ToString(), StringComparison.Ordinal);
        Assert.Empty(await FindAsync(mended));
        Assert.Empty(await ErrorsAsync(mended));
    }

    [Fact]
    public async Task A_switch_statement_is_mended_as_a_whole()
    {
        var document = Open("""
            switch (action)
            {
                case WatchdogAction.Pause:
                case WatchdogAction.Reset:
                    return true;
                default:
                    return false;
            }
            """);
        var found = await FindAsync(document);

        Assert.Equal(2, found.Length);
        var mended = await MendAsync(document, found[1]);
        Assert.Empty(await ErrorsAsync(mended));
    }

    [Fact]
    public async Task Where_the_value_itself_is_looked_at_too_nothing_is_offered()
    {
        var document = Open("return action switch { WatchdogAction.Pause => true, var other => other.Text == \"x\" };");
        var found = await FindAsync(document);

        Assert.Empty(await OffersAsync(document, Assert.Single(found)));
    }

    [Theory]
    [InlineData("action.Kind is WatchdogActionKind.Pause")]
    [InlineData("action == WatchdogAction.Pause")]
    [InlineData("e is WatchdogEvent { Action.Kind: WatchdogActionKind.Pause }")]
    [InlineData("action.Text is \"pause\"")]
    public async Task What_compiles_is_left_alone(string expression)
    {
        var document = Open($"return {expression};");

        Assert.Empty(await FindAsync(document));
        Assert.Empty(await ErrorsAsync(document));
    }

    private static Document Open(string body) => EditorProject.Open($$"""
        using MyProject;

        static bool Test(QmpGen.QmpEvent e, WatchdogAction action)
        {
            {{body}}
        }

        Test(null!, default);
        """).Documents.Single(d => d.Name == "Program.cs");

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(Token);
        return await compilation!.WithAnalyzers([new ValueListPatternAnalyzer()]).GetAnalyzerDiagnosticsAsync(Token);
    }

    private static async Task<IReadOnlyList<Diagnostic>> ErrorsAsync(Document document) =>
        [.. (await document.Project.GetCompilationAsync(Token))!.GetDiagnostics(Token).Where(d => d.Severity == DiagnosticSeverity.Error)];

    private static async Task<IReadOnlyList<CodeAction>> OffersAsync(Document document, Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        await new MatchKindCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (a, _) => offers.Add(a), Token));
        return offers;
    }

    private static async Task<Document> MendAsync(Document document, Diagnostic diagnostic)
    {
        var operations = await Assert.Single(await OffersAsync(document, diagnostic)).GetOperationsAsync(Token);
        return Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution.GetDocument(document.Id)!;
    }
}
