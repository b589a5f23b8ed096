using System.Globalization;
using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>
/// A schema damaged at random: nothing throws, every diagnostic stands inside the file, and what is emitted compiles.
/// The seed is fixed, so that nobody's change fails for a fault that was there before; QMPGEN_SEED sets another one.
/// </summary>
public sealed class DamageTests
{
    private const int Seed = 20_101;
    private const int Documents = 4000;
    private const int CompileEvery = 200;

    private static readonly string[] Fragments =
    [
        "'", "{", "}", "[", "]", ":", ",", "#", "##\n", "\n", "\\", "\"", "null", "1", "true", "'Room'", "'Door'", "'Cause'", "'*x': 'int'",
        "'if': ", "'type'", "'data'", "'base'", "\u00e9", "\0", "\t",
    ];

    [Fact]
    public void The_undamaged_schema_compiles_without_a_warning() =>
        Assert.Equal(5, QapiSpecRun.Load(Repository.Fixture("machine.json")).Reader().Events.Count);

    [Fact]
    public void Damaged_schemas_never_throw_and_what_is_emitted_compiles()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("QMPGEN_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Seed;
        Console.WriteLine($"Damaging {Documents} schemas, QMPGEN_SEED={seed}");
        var random = new Random(seed);
        var original = Repository.Fixture("machine.json");
        for (var i = 0; i < Documents; i++)
        {
            var text = Damage(original, random);
            try
            {
                Check(text, compile: i % CompileEvery == 0);
            }
            catch (Exception failure)
            {
                Assert.Fail($"Document {i} of seed {seed}: {failure}\n{text}");
            }
        }
    }

    [Fact]
    public void Deep_and_long_schemas_end_in_time()
    {
        var many = string.Concat(
            Enumerable.Range(0, 20_000).Select(i => $"{{ 'struct': 'S{i}', 'base': 'S{i + 1}', 'data': {{ '*m{i}': 'S{i + 1}' }} }}\n"));

        Assert.Contains(Reading.Compile(Schema(new string('[', 1_000_000))).Diagnostics, d => d.Descriptor.Id is "QMP0201");
        Assert.Contains(
            Reading.Compile(Schema("{ 'event': 'X', 'if': " + string.Concat(Enumerable.Repeat("{ 'not': ", 100_000)))).Diagnostics,
            d => d.Descriptor.Id is "QMP0204");
        Assert.Contains(Reading.Compile(Schema($"{many}{{ 'event': 'X' }}")).Diagnostics, d => d.Descriptor.Id is "QMP0212");
    }

    [Fact]
    public void A_union_that_is_a_branch_of_itself_is_refused() => Assert.Contains(
        Reading.Compile(Schema("""
            { 'enum': 'Kind', 'data': [ 'open' ] }
            { 'struct': 'Base', 'data': { 'kind': 'Kind' } }
            { 'union': 'Cause', 'base': 'Base', 'discriminator': 'kind', 'data': { 'open': 'Cause' } }
            { 'event': 'DOOR_GONE', 'boxed': true, 'data': 'Cause' }
            """)).Diagnostics,
        d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    private static void Check(string text, bool compile)
    {
        var result = Reading.Compile(Schema(text));
        foreach (var diagnostic in result.Diagnostics)
        {
            Assert.InRange(diagnostic.Location.Span.End, 0, text.Length);
            Assert.DoesNotContain("{0}", diagnostic.Message(), StringComparison.Ordinal);
        }

        Assert.True(result.Schema is not null || result.Diagnostics.AtLeast(DiagnosticSeverity.Error).Any());
        if (compile)
        {
            var run = QapiSpecRun.Of(text);
            Assert.Null(run.Result.Results.Single().Exception);
            Assert.Empty(run.CompilerMessages());
        }
    }

    private static string Damage(string text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var start = random.Next(text.Length);
            var length = Math.Min(random.Next(12), text.Length - start);
            var replacement = random.Next(3) == 0 ? string.Empty : Fragments[random.Next(Fragments.Length)];
            text = text.Remove(start, length).Insert(start, replacement) + "\n";
        }

        return text;
    }

    private static SpecFile Schema(string text) => new("schema.json", text, "Spec");
}
