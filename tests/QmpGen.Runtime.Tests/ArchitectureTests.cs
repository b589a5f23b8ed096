using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using QmpGen.Tests.Shared;

namespace QmpGen.Tests;

/// <summary>Data flows one way through the runtime: a room uses those before it, and no two use each other.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "(root)";
    private const string Options = "(options)";
    private const string Flows = "Commands/Flows";

    private static readonly string Runtime = Path.GetFullPath(Path.Combine(ThisFolder(), "..", "..", "runtime", "QmpGen.Runtime"));

    // Every room stands behind those it may use. The files in the root are two rooms: what a user starts with, which uses
    // everything, and the options, which are values for everybody. Flows are commands too, but they start with a client.
    private static readonly (string Room, string[] MayUse)[] Rules =
    [
        ("Text", []),
        ("Framing", []),
        ("Events", ["Text"]),
        ("Schema", ["Text"]),
        ("Commands", ["Events"]),
        ("Exceptions", ["Text"]),
        (Options, ["Framing", "Events", "Exceptions"]),
        ("Diagnostics", ["Text", "Exceptions"]),
        ("Transport", ["Text", "Exceptions"]),
        ("Protocol", ["Text", "Framing", "Events", "Commands", Options, "Exceptions", "Diagnostics"]),
        ("Subscriptions", ["Events", Options, "Exceptions", "Diagnostics"]),
        ("Connection", ["Text", "Events", Options, "Exceptions", "Diagnostics", "Transport", "Protocol", "Subscriptions"]),
        (Root,
            ["Events", "Schema", "Commands", Options, "Exceptions", "Diagnostics", "Transport", "Protocol", "Subscriptions", "Connection"]),
        (Flows, ["Events", "Commands", "Exceptions", "Subscriptions", Root]),
    ];

    private static readonly string[] OptionFiles = ["QmpClientOptions.cs", "QmpReconnectOptions.cs", "QmpFailedAttempt.cs"];

    private static readonly Lazy<List<Use>> Uses = new(FindUses);

    public static TheoryData<string, string[]> Rooms => [.. Rules];

    [Fact]
    public void Every_room_has_its_rule_and_uses_only_rooms_with_a_rule_before_its_own()
    {
        var rooms = Directory.GetDirectories(Runtime).Select(d => Path.GetFileName(d)!).Except(["bin", "obj"]);

        rooms = [.. rooms, Root, Options, Flows];
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

    [Theory]
    [InlineData("Framing")]
    [InlineData("Text")]
    public void What_is_compiled_into_other_packages_too_needs_nothing_but_the_framework(string room) =>
        Assert.DoesNotContain(Uses.Value, u => u.From == room);

    /// <summary>What symbols mean, however they are written: with a using, a full name, an alias, var, nameof or a static import.</summary>
    private static List<Use> FindUses()
    {
        var files = Directory.GetFiles(Runtime, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Runtime, f).StartsWith("obj", StringComparison.Ordinal)
                && !Path.GetRelativePath(Runtime, f).StartsWith("bin", StringComparison.Ordinal));

        // Logging methods are completed by a generator, which does not run here; any other error would make symbols unknown.
        var compilation = SourceCompilation.Of(files.Select(f => (f, File.ReadAllText(f))), expectedError: "CS8795");
        return [.. compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0).SelectMany(t => FindUses(compilation.GetSemanticModel(t)))];
    }

    private static IEnumerable<Use> FindUses(SemanticModel model) =>
        from use in SourceCompilation.Symbols(model)
        from declaration in use.Symbol.OriginalDefinition.DeclaringSyntaxReferences
        let user = RoomOf(model.SyntaxTree)
        let to = RoomOf(declaration.SyntaxTree)
        where to != user
        select new Use(user, to, $"{Path.GetFileName(model.SyntaxTree.FilePath)}: {use.Symbol}");

    private static string RoomOf(SyntaxTree tree)
    {
        var path = Path.GetRelativePath(Runtime, tree.FilePath);
        if (path.StartsWith(Flows, StringComparison.Ordinal))
        {
            return Flows;
        }

        var room = path.Split(Path.DirectorySeparatorChar)[0];
        return room != path ? room : OptionFiles.Contains(path) ? Options : Root;
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed record Use(string From, string To, string What);
}
