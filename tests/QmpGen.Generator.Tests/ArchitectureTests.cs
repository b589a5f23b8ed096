using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests;

/// <summary>Data flows one way through the generator; no room looks back.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Generator = Path.Combine(Repository.Root, "generator");

    /// <summary>Each room, the rooms that its code may use, and whether it may use the compiler.</summary>
    private static readonly IReadOnlyDictionary<string, (string[] Uses, bool UsesCompiler)> Rules = new Dictionary<string, (string[], bool)>
    {
        ["Collections"] = ([], false),
        ["Naming"] = ([], true),
        ["Diagnostics"] = (["Collections"], true),
        ["Model"] = (["Naming", "Collections"], false),
        ["Document.Lines"] = ([], true),
        ["Document.Syntax"] = (["Document.Lines", "Diagnostics", "Collections"], true),
        ["Document.Binding"] = (["Document.Syntax", "Model", "Naming", "Diagnostics", "Collections"], true),
        ["Document"] = (["Document.Syntax", "Document.Binding", "Model", "Diagnostics", "Collections"], true),
        ["Qapi"] = (["Model", "Naming", "Diagnostics", "Collections"], true),
        ["Introspection"] = (["Naming"], false),
        ["Emit"] = (["Model", "Naming", "Collections"], false),
        ["Emit.Commands"] = (["Emit", "Model", "Collections"], false),
        ["Analysis"] = (["Diagnostics"], true),
    };

    private static readonly Lazy<IReadOnlyList<RoomUse>> Uses =
        new(() => Rooms.Uses(SourceCompilation.Of(SourceFiles().Select(f => (f, File.ReadAllText(f))))));

    [Fact]
    public void Every_folder_with_code_has_its_rule() =>
        Assert.Equal(
            Rules.Keys.Order(StringComparer.Ordinal),
            SourceFiles().Select(RoomOf).Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_namespace_is_the_folder() =>
        Assert.All(
            SourceFiles().Where(f => RoomOf(f).Length > 0),
            f => Assert.Contains($"namespace QmpGen.Generator.{RoomOf(f)};", File.ReadAllText(f), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_uses_only_the_rooms_that_its_rule_names(string room)
    {
        var uses = Uses.Value.Where(u => u.Room == room).ToList();

        Assert.NotEmpty(uses);
        Assert.DoesNotContain(uses, u => u.Used is not null && u.Used != room && !Rules[room].Uses.Contains(u.Used));
        Assert.True(Rules[room].UsesCompiler || !uses.Any(u => u.IsCompiler), $"{room} uses the compiler");
        Assert.DoesNotContain(uses, u => u.Symbol.StartsWith("Incremental", StringComparison.Ordinal));
    }

    public static TheoryData<string> RoomNames => [.. Rules.Keys];

    [Theory]
    [InlineData("using QmpGen.Generator.Diagnostics;\nstatic class C { static object X() => Descriptors.X; }")]
    [InlineData("static class C { static object X() => Diagnostics.Descriptors.X; }")]
    [InlineData("static class C { static object X() => global::QmpGen.Generator.Diagnostics.Descriptors.X; }")]
    [InlineData("using D = QmpGen.Generator.Diagnostics.Descriptors;\nstatic class C { static object X() => D.X; }")]
    [InlineData("using static QmpGen.Generator.Diagnostics.Descriptors;\nstatic class C { static object X() => X; }")]
    [InlineData("static class C { static object X() { var x = Model.Door.Open(); return x; } }")]
    [InlineData("static class C { static object X() => Model.Door.Open().Number; }")]
    public void A_use_is_found_however_it_is_written(string code)
    {
        var usings = code.Split('\n')[..^1];
        var compilation = SourceCompilation.Of(
        [
            ("Descriptors.cs", """
                namespace QmpGen.Generator.Diagnostics;
                static class Descriptors { public static readonly Item X = new(); }
                class Item { public int Number; }
                """),
            ("Door.cs", """
                namespace QmpGen.Generator.Model;
                static class Door { public static Diagnostics.Item Open() => Diagnostics.Descriptors.X; }
                """),
            ("Code.cs", $"{string.Join('\n', usings)}\nnamespace QmpGen.Generator.Emit;\n{code.Split('\n')[^1]}"),
        ]);

        Assert.Contains(Rooms.Uses(compilation), u => u is { Room: "Emit", Used: "Diagnostics" });
    }

    [Fact]
    public void A_use_of_the_compiler_is_found_too()
    {
        var compilation = SourceCompilation.Of(
            [(
                "Code.cs",
                "namespace QmpGen.Generator.Emit; static class C { static object X() => Microsoft.CodeAnalysis.Location.None; }")]);

        Assert.Contains(Rooms.Uses(compilation), u => u is { Room: "Emit", IsCompiler: true });
    }

    [Fact]
    public void No_file_is_longer_than_a_reader_s_patience() =>
        Assert.All(SourceFiles(), f => Assert.InRange(File.ReadLines(f).Count(), 1, 250));

    [Fact]
    public void The_generator_references_the_compiler_and_the_framework_only() =>
        Assert.All(
            typeof(QmpEventsGenerator).Assembly.GetReferencedAssemblies(),
            a => Assert.Contains(
                a.Name,
                (string[])
                [
                    "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable",
                    "System.Memory",
                ]));

    [Fact]
    public void No_rule_of_the_generator_knows_an_event_by_its_name()
    {
        var names = Reading.Schema(Repository.Spec).Events.Select(e => e.WireName).ToHashSet(StringComparer.Ordinal);
        var literals = SourceFiles()
            .SelectMany(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), SourceCompilation.Options).GetRoot().DescendantTokens())
            .Where(t => t.IsKind(SyntaxKind.StringLiteralToken))
            .Select(t => t.ValueText);

        Assert.DoesNotContain(literals, names.Contains);
    }

    private static string RoomOf(string file) =>
        Path.GetRelativePath(Generator, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.').TrimStart('.');

    private static IEnumerable<string> SourceFiles() =>
        Directory.GetFiles(Generator, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Generator, f).Split('/', '\\').Any(part => part is "obj" or "bin" or "CodeFixes"));
}
