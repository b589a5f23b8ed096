using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>Data flows one way through the generator; no room looks back.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Generator = Path.Combine(Repository.Root, "generator");

    private static readonly string[] Rooms = ["Text", "Syntax", "Schema", "Naming", "Emit", "Diagnostics", "Collections"];

    private static readonly string[] Entrance = ["QmpEventsGenerator", "SpecCompiler", "SpecFile", "SpecResult"];

    public static TheoryData<string, string[], bool> Rules => new()
    {
        { "Text", [], true },
        { "Collections", [], false },
        { "Diagnostics", ["Collections"], true },
        { "Naming", [], true },
        { "Syntax", ["Text", "Diagnostics", "Collections"], true },
        { "Schema", ["Syntax", "Naming", "Diagnostics", "Collections"], true },
        { "Emit", ["Schema", "Collections"], false },
    };

    [Fact]
    public void Every_room_has_its_rule() =>
        Assert.Equal(
            Rooms.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Generator).Select(d => Path.GetFileName(d)!).Except(["bin", "obj", "buildTransitive"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_room_knows_only_the_rooms_before_it(string room, string[] mayKnow, bool mayKnowCompiler)
    {
        var files = Directory.GetFiles(Path.Combine(Generator, room), "*.cs");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var known = KnownNames(file);
            var rooms = known.Select(n => RoomName().Match(n)).Where(m => m.Success).Select(m => m.Groups[1].Value).Where(Rooms.Contains);

            Assert.Empty(rooms.Except([.. mayKnow, room]));
            Assert.DoesNotContain(known, n => Entrance.Contains(n) || n.StartsWith("QmpGen.Generator.Tests", StringComparison.Ordinal));
            Assert.True(mayKnowCompiler || !known.Any(n => n.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)), $"{file} knows the compiler");
            Assert.DoesNotContain("Incremental", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_file_is_longer_than_a_reader_s_patience() =>
        Assert.All(SourceFiles(), f => Assert.InRange(File.ReadLines(f).Count(), 1, 250));

    [Fact]
    public void The_generator_references_the_compiler_and_the_framework_only() =>
        Assert.All(
            typeof(QmpEventsGenerator).Assembly.GetReferencedAssemblies(),
            a => Assert.Contains(a.Name, (string[])["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"]));

    [Fact]
    public void No_rule_of_the_generator_knows_an_event_by_its_name()
    {
        var names = Reading.Schema(Repository.Spec).Events.Select(e => e.WireName).ToHashSet(StringComparer.Ordinal);
        var literals = SourceFiles().SelectMany(f => Tree(f).DescendantTokens()).Where(t => t.IsKind(SyntaxKind.StringLiteralToken)).Select(t => t.ValueText);

        Assert.DoesNotContain(literals, names.Contains);
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory.GetFiles(Generator, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("\\obj\\", StringComparison.Ordinal));

    /// <summary>What a file imports, and every name with dots in it.</summary>
    private static List<string> KnownNames(string file)
    {
        var nodes = Tree(file).DescendantNodes(descendIntoTrivia: false).ToList();
        return
        [
            .. nodes.OfType<UsingDirectiveSyntax>().Select(u => u.Name!.ToString()),
            .. nodes.OfType<QualifiedNameSyntax>().Where(n => n.Parent is not BaseNamespaceDeclarationSyntax).Select(n => n.ToString()),
            .. nodes.OfType<IdentifierNameSyntax>().Select(n => n.Identifier.ValueText).Where(Entrance.Contains),
        ];
    }

    private static SyntaxNode Tree(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot();

    [GeneratedRegex(@"^(?:global::)?(?:QmpGen\.Generator\.)?(\w+)\b")]
    private static partial Regex RoomName();
}
