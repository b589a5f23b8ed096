using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QmpGen.CodeFixes;

/// <summary>Rewrites what is matched and its patterns: the value becomes its <c>Kind</c>, the values become those of the enum.</summary>
internal static class KindRewriter
{
    private const string Kind = "Kind";

    /// <summary>Rewrites the smallest construct around a value.</summary>
    /// <param name="value">A value of a value list, as a pattern or a case.</param>
    /// <param name="model">The file's semantic model.</param>
    /// <returns>The construct before and after; null if something else in it does not allow that.</returns>
    public static (SyntaxNode Old, SyntaxNode New)? Rewrite(SyntaxNode value, SemanticModel model)
    {
        foreach (var node in value.AncestorsAndSelf())
        {
            switch (node)
            {
                case SubpatternSyntax { ExpressionColon: { } colon } subpattern:
                    return Change(subpattern, colon, [subpattern.Pattern], model);
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } @is:
                    return Change(@is, @is.Left, [@is.Right], model);
                case IsPatternExpressionSyntax @is:
                    return Change(@is, @is.Expression, [@is.Pattern], model);
                case SwitchExpressionSyntax @switch:
                    return Change(@switch, @switch.GoverningExpression, @switch.Arms.Select(a => a.Pattern), model);
                case SwitchStatementSyntax @switch:
                    return Change(@switch, @switch.Expression, @switch.Sections.SelectMany(s => s.Labels), model);
            }
        }

        return null;
    }

    private static (SyntaxNode Old, SyntaxNode New)? Change(
        SyntaxNode construct, SyntaxNode matched, IEnumerable<SyntaxNode> patterns, SemanticModel model)
    {
        var changes = new Dictionary<SyntaxNode, SyntaxNode>();
        if (!patterns.All(p => TryCollect(p, model, changes)))
        {
            return null;
        }

        changes.Add(matched, WithKind(matched));
        return (construct, construct.ReplaceNodes(changes.Keys, (old, _) => changes[old]));
    }

    /// <summary>Collects the values of a pattern. What looks at the matched value in another way stands against the rewriting.</summary>
    private static bool TryCollect(SyntaxNode pattern, SemanticModel model, Dictionary<SyntaxNode, SyntaxNode> changes)
    {
        switch (pattern)
        {
            case DiscardPatternSyntax or DefaultSwitchLabelSyntax:
                return true;
            case CasePatternSwitchLabelSyntax { Pattern: var inner }:
                return TryCollect(inner, model, changes);
            case ParenthesizedPatternSyntax { Pattern: var inner }:
                return TryCollect(inner, model, changes);
            case UnaryPatternSyntax { Pattern: var inner }:
                return TryCollect(inner, model, changes);
            case BinaryPatternSyntax binary:
                return TryCollect(binary.Left, model, changes) && TryCollect(binary.Right, model, changes);
            case ConstantPatternSyntax { Expression: var value }:
                return TryAdd(value, model, changes);
            case CaseSwitchLabelSyntax { Value: var value }:
                return TryAdd(value, model, changes);
            case ExpressionSyntax value:
                return TryAdd(value, model, changes);
            default:
                return false;
        }
    }

    private static bool TryAdd(ExpressionSyntax value, SemanticModel model, Dictionary<SyntaxNode, SyntaxNode> changes)
    {
        if (model.GetSymbolInfo(value).Symbol is not IPropertySymbol { IsStatic: true, ContainingType: var type } property
            || type.GetMembers(Kind).OfType<IPropertySymbol>().FirstOrDefault()?.Type is not { TypeKind: TypeKind.Enum } kind)
        {
            return false;
        }

        var name = kind.ToMinimalDisplayString(model, value.SpanStart);
        changes.Add(value, SyntaxFactory.ParseExpression($"{name}.{property.Name}").WithTriviaFrom(value));
        return true;
    }

    private static CSharpSyntaxNode WithKind(SyntaxNode matched) => matched switch
    {
        BaseExpressionColonSyntax colon => SyntaxFactory.ExpressionColon(WithKind(colon.Expression), colon.ColonToken),
        _ => WithKind((ExpressionSyntax)matched),
    };

    private static MemberAccessExpressionSyntax WithKind(ExpressionSyntax matched) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression, matched.WithoutTrivia(), SyntaxFactory.IdentifierName(Kind)).WithTriviaFrom(matched);
}
