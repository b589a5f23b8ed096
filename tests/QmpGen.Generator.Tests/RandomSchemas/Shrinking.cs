namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Takes parts away from a schema for as long as it still fails.</summary>
internal static class Shrinking
{
    // Each step compiles.
    private const int MostSteps = 150;

    public static (RandomSchema Schema, string Mistake) Smallest(RandomSchema schema, int seed, string mistake)
    {
        var steps = 0;
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var (take, putBack) in Parts(schema))
            {
                if (++steps > MostSteps)
                {
                    return (schema, mistake);
                }

                take();
                if (Fails(schema, seed) is { } still)
                {
                    (mistake, isSmaller) = (still, true);
                    break;
                }

                putBack();
            }
        }

        return (schema, mistake);
    }

    /// <summary>What is wrong with a schema; null if nothing, or if it is no longer valid.</summary>
    private static string? Fails(RandomSchema schema, int seed) =>
        SchemaRun.Mistake([(schema, seed)], new Tally()) is { } mistake
            && !mistake.StartsWith("the generator says", StringComparison.Ordinal)
            ? mistake
            : null;

    private static List<(Action Take, Action PutBack)> Parts(RandomSchema schema)
    {
        var parts = schema.Events.Count > 1 ? Of(schema.Events) : [];
        parts = parts.Concat(Of(schema.Commands)).Concat(Of(schema.Types));
        foreach (var type in schema.Types
            .Concat(schema.Events.Select(e => e.Data).Concat(schema.Commands.Select(c => c.Data)).OfType<SchemaType>())
            .Distinct())
        {
            parts = type switch
            {
                ObjectType { IsOldUnion: false } o => parts.Concat(o.Branches.Count > 1 ? Of(o.Branches) : []).Concat(Of(o.Members)),
                AlternateType a when a.Branches.Count > 1 => parts.Concat(Of(a.Branches)),
                EnumType e => parts.Concat(Of(e.Values)),
                _ => parts,
            };
        }

        return [.. parts];
    }

    private static IEnumerable<(Action Take, Action PutBack)> Of<T>(List<T> list) =>
        list.Select((item, i) => ((Action)(() => list.RemoveAt(i)), (Action)(() => list.Insert(i, item))));
}
