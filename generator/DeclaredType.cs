using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator;

/// <summary>A type that the project itself declares, outside of other types.</summary>
/// <param name="FullName">Its name with its namespace.</param>
/// <param name="Form">How it is declared, such as <c>partial record</c>.</param>
/// <param name="Location">Where its name stands.</param>
internal sealed record DeclaredType(string FullName, string Form, LocationInfo Location)
{
    public static bool MayBe(SyntaxNode node) => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        && node.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax;

    /// <summary>The type; null for a generic one, which has a name of its own.</summary>
    public static DeclaredType? Of(SyntaxNode node)
    {
        var (identifier, keyword, parameters) = node switch
        {
            RecordDeclarationSyntax r => (
                r.Identifier, r.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) ? "record struct" : "record", r.TypeParameterList),
            TypeDeclarationSyntax t => (t.Identifier, t.Keyword.Text, t.TypeParameterList),
            EnumDeclarationSyntax e => (e.Identifier, "enum", null),
            DelegateDeclarationSyntax d => (d.Identifier, "delegate", d.TypeParameterList),
            _ => default,
        };
        if (parameters is not null)
        {
            return null;
        }

        var spaces = node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(n => n.Name.ToString());
        var isPartial = node is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.PartialKeyword);
        var lines = node.SyntaxTree.GetLineSpan(identifier.Span);
        return new DeclaredType(
            string.Join(".", spaces.Append(identifier.ValueText)),
            isPartial ? $"partial {keyword}" : keyword,
            new LocationInfo(node.SyntaxTree.FilePath, identifier.Span, lines.Span));
    }

    /// <summary>What there is to say of a type whose name is that of one which a spec generates; null for any other.</summary>
    /// <param name="generated">The forms of the generated types by their full names.</param>
    public DiagnosticInfo? ClashWith(IEnumerable<EquatableArray<GeneratedType>> generated)
    {
        var same = generated.SelectMany(g => g).FirstOrDefault(g => g.FullName == FullName);
        // Declarations of one form make one type, where they are partial.
        return same is null || (same.Form == Form && Form.StartsWith("partial", StringComparison.Ordinal))
            ? null
            : DiagnosticInfo.Create(Descriptors.TypeNameTaken, Location, FullName, same.Form, Form);
    }
}
