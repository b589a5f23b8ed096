using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Support;

/// <summary>A use of a symbol in a room of the generator.</summary>
/// <param name="Room">The room: the namespace without <c>QmpGen.Generator</c>; empty for the types outside all rooms.</param>
/// <param name="Used">The room of what is used; null for what is not the generator's.</param>
/// <param name="IsCompiler">Whether it is the compiler's.</param>
/// <param name="Symbol">What is used.</param>
/// <param name="Location">Where.</param>
internal sealed record RoomUse(string Room, string? Used, bool IsCompiler, string Symbol, string Location);

/// <summary>Finds out which rooms of the generator use which, from what its names mean rather than how they are written.</summary>
internal static class Rooms
{
    private const string Generator = "QmpGen.Generator";

    public static IReadOnlyList<RoomUse> Uses(CSharpCompilation compilation) =>
        [.. compilation.SyntaxTrees.SelectMany(t => Uses(compilation, t))];

    private static IEnumerable<RoomUse> Uses(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var root = tree.GetRoot();
        var declaration = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault();
        if (RoomOf(declaration?.Name.ToString() ?? string.Empty) is not { } room)
        {
            yield break;
        }

        foreach (var (node, symbol) in SourceCompilation.Symbols(model))
        {
            var @namespace = symbol.ContainingNamespace?.ToDisplayString() ?? string.Empty;
            var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            yield return new RoomUse(
                room,
                RoomOf(@namespace),
                @namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
                symbol.Name,
                $"{Path.GetFileName(tree.FilePath)}({line})");
        }
    }

    private static string? RoomOf(string @namespace) =>
        @namespace == Generator ? string.Empty
        : @namespace.StartsWith($"{Generator}.", StringComparison.Ordinal) ? @namespace[(Generator.Length + 1)..]
        : null;
}
