namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Values that a type does not have, null apart.</summary>
internal static class WrongValues
{
    private static readonly Json[] OfEachKind =
        [new JsonText("wrong"), new JsonLiteral("1"), new JsonLiteral("true"), JsonObject.Empty, new JsonArray([])];

    public static IEnumerable<Json> Of(TypeUse use)
    {
        if (use is { IsArray: false, Type: AlternateType alternate })
        {
            return OfAlternate(alternate);
        }

        var wrong = OfEachKind.Where(v => !Takes(use, v));
        if (ValueMaker.Bounds(use) is { } bounds)
        {
            // Before QEMU 2.10 large numbers without a sign were printed as negative ones.
            var below = use.Type.Name is "uint64" or "size" ? long.MinValue : bounds.Min;
            wrong = wrong.Concat([ValueMaker.Number(below - 1), ValueMaker.Number(bounds.Max + 1), new JsonLiteral("1.5")]);
        }

        return use is { IsArray: false, Type.Name: "number" } ? wrong.Append(new JsonLiteral("1e999")) : wrong;
    }

    /// <summary>Kinds that no branch has, which are kept, and numbers that are out of a branch's range, which are refused.</summary>
    private static IEnumerable<Json> OfAlternate(AlternateType alternate) =>
        OfEachKind.Append(Json.Null).Where(v => alternate.BranchOf(v) is null)
            .Concat(
                alternate.Branches.Where(b => ValueMaker.Bounds(b.Type) is not null)
                    .SelectMany(b => Of(b.Type))
                    .Where(v => alternate.BranchOf(v) is { } branch && ValueMaker.Bounds(branch) is not null));

    private static bool Takes(TypeUse use, Json value) => use.IsArray
        ? value is JsonArray
        : use.Type switch
        {
            EnumType => value is JsonText,
            ObjectType => value is JsonObject,
            { Name: "any" } => true,
            { Name: "null" } => false,
            { Name: "str" or "QType" } => value is JsonText,
            { Name: "bool" } => value is JsonLiteral { Text: "true" },
            _ => value is JsonLiteral { Text: "1" },
        };
}
