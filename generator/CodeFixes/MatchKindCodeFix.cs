using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace QmpGen.CodeFixes;

/// <summary>Matches the property <c>Kind</c> of a value list where a pattern names one of its values (QMP0301).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MatchKindCodeFix))]
[Shared]
public sealed class MatchKindCodeFix : CodeFixProvider
{
    private const string Title = "Match Kind";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("QMP0301");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && model is not null
                && KindRewriter.Rewrite(root.FindNode(diagnostic.Location.SourceSpan), model) is var (old, changed))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        Title,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, changed))),
                        equivalenceKey: Title),
                    diagnostic);
            }
        }
    }
}
