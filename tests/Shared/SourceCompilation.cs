using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QmpGen.Tests.Shared;

/// <summary>Compiles source files in memory, for tests that ask what the names in them mean rather than how they are written.</summary>
internal static class SourceCompilation
{
    /// <summary>What a project file turns on for every file.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static CSharpParseOptions Options { get; } = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    /// <summary>
    /// Compiles files against everything that the test run has but the project's own assemblies. Any error fails the test.
    /// </summary>
    /// <param name="files">The path and text of each file.</param>
    /// <param name="expectedError">The id of an error that is no failure.</param>
    public static CSharpCompilation Of(IEnumerable<(string Path, string Text)> files, string? expectedError = null)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileNameWithoutExtension(p).StartsWith("QmpGen", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p));
        var usings = CSharpSyntaxTree.ParseText(ImplicitUsings, Options);
        var compilation = CSharpCompilation.Create(
            "Sources",
            files.Select(f => CSharpSyntaxTree.ParseText(f.Text, Options, f.Path)).Append(usings),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != expectedError));
        return compilation;
    }

    /// <summary>
    /// All that the expressions of a file refer to: what they name, and their types, because what a method returns need not be named.
    /// </summary>
    public static IEnumerable<(SyntaxNode Node, ISymbol Symbol)> Symbols(SemanticModel model) =>
        from node in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
        from symbol in new[] { model.GetSymbolInfo(node).Symbol, model.GetTypeInfo(node).Type }
        where symbol is not (null or INamespaceSymbol)
        select ((SyntaxNode)node, symbol);
}
