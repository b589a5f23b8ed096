namespace QmpGen.Schema;

/// <summary>
/// Compares the events of two schemas. Each pair of types is compared once and then told at its places, because types that share
/// types have more places than can be counted; no step recurses, because a chain of types is as long as a spec likes.
/// </summary>
internal static class SchemaComparer
{
    public static IReadOnlyList<QmpSchemaDifference> Compare(QmpSchema old, QmpSchema @new)
    {
        var pairs = new PairComparer(old, @new);
        var events = new Dictionary<string, SchemaPair>(StringComparer.Ordinal);
        foreach (var name in old.EventNames.Intersect(@new.EventNames))
        {
            events.Add(name, pairs.PairOf(old.DataOf(name), @new.DataOf(name)));
        }

        pairs.CompareAll();
        return [.. old.EventNames.Union(@new.EventNames).Order(StringComparer.Ordinal).SelectMany(DifferencesOf)];

        IReadOnlyList<QmpSchemaDifference> DifferencesOf(string name)
        {
            if (events.TryGetValue(name, out var data))
            {
                return SchemaReport.Of(name, data);
            }

            var (impact, description) = old.EventNames.Contains(name)
                ? pairs.Missing(QmpSchemaImpact.Breaking, "no such event", old.ConditionOf(name))
                : (QmpSchemaImpact.Additive, "new event");
            return [new QmpSchemaDifference(ForeignText.OnOneLine(name), impact, ForeignText.OnOneLine(description))];
        }
    }
}
