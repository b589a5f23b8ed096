using System.Globalization;
using System.Numerics;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Makes values that a QEMU of the schema may send.</summary>
/// <param name="random">What the choice rests on.</param>
/// <param name="isSent">Whether they are sent to QEMU, which wants all members that are not optional.</param>
internal sealed class ValueMaker(Random random, bool isSent = false)
{
    private const int Deepest = 5;

    private static readonly string[] Texts =
    [
        "", "a", "ide0-hd1", "null", "1", "Input/output error", "quote \" slash / backslash \\ end", "line\nfeed\ttab\u0001",
        "\u00E9\u00DF", "\u540D\u524D",
        "\uD83D\uDE00", "\u007F\u0080\u2028", "<&>'+", new('x', 31), new('x', 32), new('y', 33), new('z', 300),
    ];

    private static readonly Dictionary<string, (BigInteger Min, BigInteger Max)> Integers = new()
    {
        ["int8"] = (sbyte.MinValue, sbyte.MaxValue),
        ["int16"] = (short.MinValue, short.MaxValue),
        ["int32"] = (int.MinValue, int.MaxValue),
        ["int64"] = (long.MinValue, long.MaxValue),
        ["int"] = (long.MinValue, long.MaxValue),
        ["uint8"] = (0, byte.MaxValue),
        ["uint16"] = (0, ushort.MaxValue),
        ["uint32"] = (0, uint.MaxValue),
        ["uint64"] = (0, ulong.MaxValue),
        ["size"] = (0, ulong.MaxValue),
    };

    private static readonly string[] Numbers =
    [
        "0", "-0.5", "1.5", "0.10000000000000001", "1e3", "-2.5E-7", "1.7976931348623157e+308", "5e-324", "12345678901234567890", "-1"
    ];

    private static readonly Json[] AnyValues =
    [
        Json.Null, new JsonLiteral("true"), new JsonLiteral("-12.50"), new JsonText("any"), new JsonArray([]), JsonObject.Empty,
        new JsonObject([("a", new JsonArray([Json.Null, new JsonLiteral("18446744073709551615")])), ("b", JsonObject.Empty)]),
    ];

    /// <summary>The smallest and the largest number of an integer type; null for any other type.</summary>
    public static (BigInteger Min, BigInteger Max)? Bounds(TypeUse use) =>
        !use.IsArray && Integers.TryGetValue(use.Type.Name, out var bounds) ? bounds : null;

    public static Json Number(BigInteger number) => new JsonLiteral(number.ToString(CultureInfo.InvariantCulture));

    public Json Of(TypeUse use, int depth = 0)
    {
        if (use.IsArray)
        {
            var count = depth >= Deepest ? 0 : random.Next(depth > 2 ? 2 : 4);
            return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Of(use with { IsArray = false }, depth + 1))]);
        }

        return use.Type switch
        {
            EnumType { Values.Count: > 0 } e => new JsonText(Pick(e.Values)),
            EnumType => new JsonText("of-no-list"),
            ObjectType o => Object(o, depth),
            AlternateType a => Of(Pick(a.Branches).Type, depth),
            var builtin => Builtin(use, builtin.Name),
        };
    }

    /// <summary>An object, of a union with a given branch if wanted.</summary>
    public JsonObject Object(ObjectType type, int depth = 0, string? tag = null)
    {
        var often = random.Next(4);
        var members = new List<(string Name, Json Value)>();
        foreach (var member in type.AllMembers)
        {
            // Types that lead back to themselves end where nothing more must be there.
            if (member == type.Tag && tag is not null)
            {
                members.Add((member.Name, new JsonText(tag)));
            }
            else if (!(isSent ? member.IsOptional : member.MayBeAbsent) || (depth < Deepest && random.Next(4) < often))
            {
                members.Add((member.Name, Of(member.Type, depth + 1)));
            }
        }

        var own = new JsonObject(members);
        return type.BranchOf(own) is { } branch ? new JsonObject([.. members, .. Object(branch, depth + 1).Members]) : own;
    }

    private Json Builtin(TypeUse use, string name) => name switch
    {
        "str" or "QType" => new JsonText(Pick(Texts)),
        "bool" => new JsonLiteral(random.Next(2) == 0 ? "true" : "false"),
        "number" => new JsonLiteral(Pick(Numbers)),
        "any" => Pick(AnyValues),
        "null" => Json.Null,
        _ => Integer(Bounds(use)!.Value.Min, Bounds(use)!.Value.Max),
    };

    private Json Integer(BigInteger min, BigInteger max) => Number(random.Next(6) switch
    {
        0 => min,
        1 => max,
        2 => min + ((max - min) * random.Next(int.MaxValue) / int.MaxValue),
        _ => BigInteger.Max(min, random.Next(-100, 100)),
    });

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
