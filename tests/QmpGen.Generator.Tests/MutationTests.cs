using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests;

/// <summary>
/// Real documents, damaged at random: the generator never throws, every diagnostic stands inside the document, and
/// whatever is emitted compiles. The seed is fixed, so that nobody's change fails for a fault that was there before;
/// QMPGEN_SEED sets another one and QMPGEN_DOCUMENTS the number of documents, for longer runs.
/// </summary>
public sealed class MutationTests
{
    private const int Seed = 20_101;
    private const int CompileEvery = 200;

    private static readonly string[] Fragments =
    [
        "- ", "\"", "'", ":", "(", ")", "[", "]", "{", "}", ",", "(json-object)", "(json-array)", "(json-string, optional)", "json-",
        "optional",
        "\t", "    ", "\n\n", "\r", "\f", "\uFEFF", "\u2028", "\uD83D", "---", "===", "Data:", "Data: None.", "Example:", "Note: ",
        "one of the following:", "<&>", "\\", "\"\"", "A_B, C", "1 ",
    ];

    [Fact]
    public void Damaged_documents_never_throw_and_what_is_emitted_compiles()
    {
        var seed = Setting("QMPGEN_SEED", Seed);
        var count = Setting("QMPGEN_DOCUMENTS", 20_000);
        Console.WriteLine($"Damaging {count} documents, QMPGEN_SEED={seed}");
        var random = new Random(seed);
        var originals = Fixtures.Texts.Select(File.ReadAllText)
            .Append(Repository.Spec)
            .Append(Repository.Fixture("machine.txt"))
            .Append(Repository.Fixture("machine.flattened.txt"))
            .ToList();
        var ids = new Dictionary<string, int>();
        var (schemas, compiled) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var text = Damage(Excerpt(originals[random.Next(originals.Count)], random), random);
            try
            {
                var result = Reading.Compile(text);
                schemas += result.Schema is null ? 0 : 1;
                var isNew = false;
                foreach (var diagnostic in result.Diagnostics)
                {
                    Assert.InRange(diagnostic.Location.Span.End, 0, text.Length);
                    Assert.DoesNotContain("{0}", diagnostic.Message(), StringComparison.Ordinal);
                    isNew |= ids.TryAdd(diagnostic.Descriptor.Id, 0);
                    ids[diagnostic.Descriptor.Id]++;
                }

                Assert.True(result.Schema is not null || result.Diagnostics.AtLeast(DiagnosticSeverity.Error).Any());
                if (result.Schema is not null && (isNew || i % CompileEvery == 0))
                {
                    compiled++;
                    AssertCompiles(Emitter.Emit(result.Schema));
                }
            }
            catch (Exception failure)
            {
                Assert.Fail($"Document {i} of seed {seed}: {failure}\n{text}");
            }
        }

        Console.WriteLine(
            $"{count} documents: {schemas} with events, {compiled} compiled; "
                + $"{string.Join(", ", ids.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value}"))}");
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    /// <summary>A run of lines of a document, long enough for a few sections: much damage in little text.</summary>
    private static string Excerpt(string text, Random random)
    {
        var lines = text.Split('\n');
        var start = random.Next(4) == 0 ? 0 : random.Next(lines.Length);
        return string.Join('\n', lines.Skip(start).Take(random.Next(10, 150)));
    }

    private static string Damage(string text, Random random)
    {
        for (var n = random.Next(1, 12); n > 0; n--)
        {
            text = random.Next(3) == 0 ? DamageCharacters(text, random) : DamageLines(text, random);
        }

        return text;
    }

    private static string DamageCharacters(string text, Random random)
    {
        var damaged = new StringBuilder(text);
        var at = random.Next(text.Length + 1);
        switch (random.Next(5))
        {
            case 0 when at < text.Length:
                damaged.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                break;
            case 1:
                damaged.Insert(at, Fragments[random.Next(Fragments.Length)]);
                break;
            case 2 when at + 1 < text.Length:
                (damaged[at], damaged[at + 1]) = (damaged[at + 1], damaged[at]);
                break;
            case 3 when at < text.Length:
                damaged[at] = (char)random.Next(1, random.Next(2) == 0 ? 128 : 0x10000);
                break;
            default:
                damaged.Length = random.Next(20) == 0 ? at : damaged.Length;
                break;
        }

        return damaged.ToString();
    }

    private static string DamageLines(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var other = random.Next(lines.Count);
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[other]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = new string(random.Next(3) == 0 ? '\t' : ' ', random.Next(1, 9)) + lines[at];
                break;
            case 4:
                lines[at] = lines[at][..random.Next(lines[at].Length + 1)];
                break;
            case 5:
                lines[at] = lines[at].TrimStart();
                break;
            case 6:
                return string.Join('\n', lines.Select(l => l.Trim()).Where(l => l.Length > 0));
            case 7:
                lines[at] += lines[other];
                break;
            default:
                return string.Join(random.Next(2) == 0 ? "\r\n" : "\r", lines);
        }

        return string.Join('\n', lines);
    }

    private static void AssertCompiles(IEnumerable<GeneratedFile> files)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp11)
            .WithDocumentationMode(DocumentationMode.Diagnose);
        var project = SpecRun.EmptyProject("", options).AddSyntaxTrees(files.Select(f => CSharpSyntaxTree.ParseText(f.Text, options)));

        Assert.Empty(project.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }
}
