using QmpGen.Generator.Model;

namespace QmpGen.Generator;

/// <summary>
/// How large a type may be. The generator copes with any size, but the compiler takes minutes over a type with tens of thousands of
/// members or values. The largest ones of QEMU have about 50 members and 160 values.
/// </summary>
internal static class SchemaLimits
{
    public const int MostMembers = 1_000;
    public const int MostValues = 4_000;

    /// <summary>The first type that is too large.</summary>
    /// <returns>
    /// The type, what it has too many of, how many it has, and how many are supported; null if all types can be compiled.
    /// </returns>
    public static (string Type, string What, int Count, int Most)? FirstTooLarge(EventSchema schema)
    {
        var commands = schema.Commands;
        var members = schema.Events.Select(e => (e.TypeName, e.Members.Count))
            .Concat(schema.Objects.Select(o => (o.TypeName, o.Members.Count)))
            .Concat(commands.Commands.Select(c => (c.TypeName, c.Members.Count)))
            .Concat(commands.Structs.Select(s => (s.TypeName, s.Members.Count)))
            .Concat(schema.Unions.Concat(commands.Unions).SelectMany(
                u => u.Branches.Select(b => ($"{u.TypeName}.{b.TypeName}", u.Members.Count + b.Members.Count))));
        var values = schema.ValueLists.Concat(commands.ValueLists).Select(v => (v.TypeName, v.Values.Count));
        return First(members, "members", MostMembers) ?? First(values, "values", MostValues);
    }

    private static (string, string, int, int)? First(IEnumerable<(string Type, int Count)> types, string what, int most)
    {
        foreach (var (type, count) in types)
        {
            if (count > most)
            {
                return (type, what, count, most);
            }
        }

        return null;
    }
}
