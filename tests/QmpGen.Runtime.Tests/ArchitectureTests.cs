using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QmpGen.Tests;

/// <summary>Data flows one way through the runtime: a room uses those before it, and no two use each other.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "(root)";
    private const string Options = "(options)";
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using "
            + "System.Threading; global using System.Threading.Tasks;";

    private static readonly string Runtime = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", "runtime", "QmpGen.Runtime"));

    // Every room stands behind those it may use. The files in the root are two rooms: what a user starts with, which uses
    // everything, and the options, which are values for everybody.
    private static readonly (string Room, string[] MayUse)[] Rules =
    [
        ("Framing", []),
        ("Events", []),
        ("Schema", []),
        ("Commands", ["Events"]),
        (Options, ["Framing", "Events"]),
        ("Exceptions", [Options]),
        ("Diagnostics", ["Exceptions"]),
        ("Transport", ["Exceptions"]),
        ("Protocol", ["Framing", "Events", "Commands", Options, "Exceptions", "Diagnostics"]),
        ("Subscriptions", ["Events", Options, "Exceptions", "Diagnostics"]),
        ("Connection", ["Events", Options, "Exceptions", "Diagnostics", "Transport", "Protocol", "Subscriptions"]),
        (Root,
            ["Events", "Schema", "Commands", Options, "Exceptions", "Diagnostics", "Transport", "Protocol", "Subscriptions", "Connection"]),
    ];

    private static readonly string[] OptionFiles = ["QmpClientOptions.cs", "QmpReconnectOptions.cs", "QmpFailedAttempt.cs"];

    private static readonly Lazy<List<Use>> Uses = new(FindUses);

    public static TheoryData<string, string[]> Rooms => [.. Rules];

    [Fact]
    public void Every_room_has_its_rule_and_uses_only_rooms_with_a_rule_before_its_own()
    {
        var rooms = Directory.GetDirectories(Runtime).Select(d => Path.GetFileName(d)!).Except(["bin", "obj"]).Append(Root).Append(Options);

        Assert.Equal(rooms.Order(StringComparer.Ordinal), Rules.Select(r => r.Room).Order(StringComparer.Ordinal));
        for (var i = 0; i < Rules.Length; i++)
        {
            Assert.Subset(Rules[..i].Select(r => r.Room).ToHashSet(), Rules[i].MayUse.ToHashSet());
        }
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_what_its_rule_names(string room, string[] mayUse)
    {
        var uses = Uses.Value.Where(u => u.From == room).ToList();

        Assert.Empty(uses.Where(u => !mayUse.Contains(u.To)).Select(u => u.ToString()).Distinct());
        Assert.Empty(mayUse.Except(uses.Select(u => u.To)));
    }

    [Fact]
    public void Framing_needs_nothing_but_the_framework_since_it_is_compiled_into_other_packages_too() =>
        Assert.DoesNotContain(Uses.Value, u => u.From == "Framing");

    /// <summary>What symbols mean, however they are written: with a using, a full name, an alias, var, nameof or a static import.</summary>
    private static List<Use> FindUses()
    {
        var trees = Directory.GetFiles(Runtime, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Runtime, f).StartsWith("obj", StringComparison.Ordinal)
                && !Path.GetRelativePath(Runtime, f).StartsWith("bin", StringComparison.Ordinal))
            .Select(f => Parse(File.ReadAllText(f), f))
            .Append(Parse(ImplicitUsings, Path.Combine(Runtime, "GlobalUsings.cs")))
            .ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => Path.GetFileNameWithoutExtension(f) is var name && !name.StartsWith("QmpGen", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f));
        var compilation = CSharpCompilation.Create(
            "runtime",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        // Logging methods are completed by a generator, which does not run here; anything else would make symbols unknown.
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795"));
        return [.. trees.SelectMany(tree => FindUses(compilation.GetSemanticModel(tree)))];
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), path);

    private static IEnumerable<Use> FindUses(SemanticModel model)
    {
        var from = RoomOf(model.SyntaxTree);
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
        {
            foreach (var symbol in new[] { model.GetSymbolInfo(node).Symbol, model.GetTypeInfo(node).Type })
            {
                foreach (var declaration in (symbol as INamespaceSymbol is null
                    ? symbol?.OriginalDefinition.DeclaringSyntaxReferences
                    : null) ?? [])
                {
                    if (RoomOf(declaration.SyntaxTree) is var to && to != from)
                    {
                        yield return new Use(from, to, $"{Path.GetFileName(model.SyntaxTree.FilePath)}: {symbol}");
                    }
                }
            }
        }
    }

    private static string RoomOf(SyntaxTree tree)
    {
        var path = Path.GetRelativePath(Runtime, tree.FilePath);
        var room = path.Split(Path.DirectorySeparatorChar)[0];
        return room != path ? room : OptionFiles.Contains(path) ? Options : Root;
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed record Use(string From, string To, string What);
}
