using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace QmpGen.Generator.Tests.Support;

/// <summary>
/// Holds emitted files against those that were approved, with the names that Verify gives them: beside the test lies
/// <c>Type.Method#Hint.g.verified.cs</c>; what differs is written as <c>.received.cs</c>, to be looked at and renamed.
/// </summary>
internal static partial class Snapshot
{
    private const int Context = 2;

    public static void Match(
        IReadOnlyDictionary<string, string> files, [CallerFilePath] string test = "", [CallerMemberName] string method = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        var prefix = $"{Path.GetFileNameWithoutExtension(test)}.{method}#";
        var approved = Directory.GetFiles(folder, $"{prefix}*.verified.cs")
            .Select(f => Path.GetFileName(f)!)
            .ToHashSet(StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var (hint, emitted) in files)
        {
            var stem = $"{prefix}{Path.GetFileNameWithoutExtension(hint)}";
            var text = VersionNumber().Replace(emitted, "$1{version}$2");
            var received = Path.Combine(folder, $"{stem}.received.cs");
            var verified = approved.Remove($"{stem}.verified.cs")
                ? File.ReadAllText(Path.Combine(folder, $"{stem}.verified.cs"))
                : string.Empty;
            if (text == verified)
            {
                File.Delete(received);
                continue;
            }

            File.WriteAllText(received, text);
            differences.Add($"--- {stem}\n{Difference(verified, text)}");
        }

        foreach (var orphan in approved)
        {
            differences.Add($"--- {orphan} is emitted no more");
        }

        Assert.True(differences.Count == 0, $"Emitted files differ from those that were approved.\n{string.Join('\n', differences)}");
    }

    private static string Difference(string approved, string emitted)
    {
        var lines = InlineDiffBuilder.Diff(approved, emitted).Lines;
        var near = Enumerable.Range(0, lines.Count)
            .Where(i => lines[i].Type != ChangeType.Unchanged)
            .SelectMany(i => Enumerable.Range(i - Context, (2 * Context) + 1))
            .ToHashSet();
        return string.Join('\n', lines.Where((_, i) => near.Contains(i)).Select(l => $"{Mark(l.Type)} {l.Text}"));
    }

    private static char Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };

    // A new version is no new output.
    [GeneratedRegex("(GeneratedCode\\(\"QmpGen\\.Generator\", \")[0-9.]+(\"\\))")]
    private static partial Regex VersionNumber();
}
