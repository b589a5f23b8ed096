using System.Diagnostics;
using System.Globalization;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>
/// Whatever schema is valid compiles, and what is emitted reads, refuses and writes messages as the schema says. A schema is
/// made from its own seed, so that QMPGEN_SEED with the seed of a failure and QMPGEN_SCHEMAS=1 repeats it alone.
/// </summary>
public sealed class RandomSchemaTests
{
    private const int SchemasInOneProject = 25;

    [Fact]
    public void A_valid_schema_compiles_and_its_messages_are_read_and_written_as_it_says()
    {
        var seed = Setting("QMPGEN_SEED", 52_111);
        var count = Setting("QMPGEN_SCHEMAS", 200);
        Print($"Making {count} schemas, QMPGEN_SEED={seed}");
        var clock = Stopwatch.StartNew();
        var tally = new Tally();
        foreach (var seeds in Enumerable.Range(seed, count).Chunk(SchemasInOneProject))
        {
            var schemas = seeds.Select(s => (Schema: SchemaMaker.Make(s), Seed: s)).ToList();
            if (SchemaRun.Mistake(schemas, tally) is not null)
            {
                Report(schemas);
            }
        }

        Print(
            $"{tally.Schemas} schemas, {tally.Events} events ({tally.EventsByLayout} of them read by their layout), "
                + $"{tally.Commands} commands, {tally.Messages} messages, {clock.Elapsed.TotalSeconds:F0} s");

        // The fast way has its own tests of what it must read; here it must have had its part.
        Assert.True(
            count < SchemasInOneProject || tally.EventsByLayout > tally.Events / 10,
            $"Only {tally.EventsByLayout} of {tally.Events} events were read by their layout.");
    }

    /// <summary>
    /// Fails with the first schema of several that shows a mistake on its own, and with the smallest part of it that
    /// does.
    /// </summary>
    private static void Report(List<(RandomSchema Schema, int Seed)> schemas)
    {
        foreach (var (schema, seed) in schemas)
        {
            if (SchemaRun.Mistake([(schema, seed)], new Tally()) is { } mistake)
            {
                var (smallest, said) = Shrinking.Smallest(schema, seed, mistake);
                Assert.Fail(
                    $"The schema of QMPGEN_SEED={seed}, QMPGEN_SCHEMAS=1: {mistake}\nThe smallest part of it that fails: "
                        + $"{said}\n\n{SchemaText.Of(smallest)}");
            }
        }

        Assert.Fail(
            $"The schemas from QMPGEN_SEED={schemas[0].Seed}, QMPGEN_SCHEMAS={schemas.Count} fail together, but none of them "
                + $"alone: {SchemaRun.Mistake(schemas, new Tally())}");
    }

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
