using System.Text.RegularExpressions;

namespace QmpGen.Generator.Introspection;

/// <summary>
/// Reads the reply to <c>query-qmp-schema</c>: as it came, its array alone, or a file of <c>qmpwatch --export-schema</c>.
/// </summary>
internal static class EntityReader
{
    private static readonly Regex Name = new(@"\A\[?[A-Za-z0-9_.+-]+\]?\z", RegexOptions.CultureInvariant);

    /// <exception cref="NotASchemaException">The text is not such a reply.</exception>
    public static IReadOnlyList<Entity> Read(string text)
    {
        var root = JsonText.Parse(text);
        var list = root.Kind == ReplyKind.Array ? root : root.Find("return") ?? root.Find("schema");
        if (list is not { Kind: ReplyKind.Array })
        {
            throw new NotASchemaException("expected an array of descriptions, or an object that has one in 'return' or 'schema'");
        }

        var entities = new Dictionary<string, Entity>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            // A kind that a newer QEMU may have describes nothing that is known here.
            if (KindOf(item) is not { } kind)
            {
                continue;
            }

            var entity = ReadEntity(kind, item);
            if (entities.ContainsKey(entity.Name))
            {
                throw new NotASchemaException($"'{entity.Name}' is described twice");
            }

            entities.Add(entity.Name, entity);
        }

        return [.. entities.Values];
    }

    private static EntityKind? KindOf(ReplyNode item) => Text(item, "meta-type") switch
    {
        "builtin" => EntityKind.Builtin,
        "enum" => EntityKind.Enum,
        "array" => EntityKind.Array,
        "object" => EntityKind.Object,
        "alternate" => EntityKind.Alternate,
        "command" => EntityKind.Command,
        "event" => EntityKind.Event,
        _ => null,
    };

    private static Entity ReadEntity(EntityKind kind, ReplyNode item) => new(kind, NameOf(item, "name"))
    {
        Members = [.. Items(item, kind is EntityKind.Object or EntityKind.Alternate ? "members" : null).Select(m => ReadMember(m, kind))],
        Values = kind == EntityKind.Enum ? ReadValues(item) : [],
        Tag = item.Find("tag") is null ? null : NameOf(item, "tag"),
        Cases = [.. Items(item, "variants").Select(v => new EntityCase(NameOf(v, "case"), NameOf(v, "type")))],
        JsonType = Text(item, "json-type"),
        ItemType = kind == EntityKind.Array ? NameOf(item, "element-type") : null,
        ArgumentType = kind is EntityKind.Command or EntityKind.Event ? NameOf(item, "arg-type") : null,
        ReturnType = kind == EntityKind.Command ? NameOf(item, "ret-type") : null,
        AllowsOutOfBand = item.Find("allow-oob")?.Kind == ReplyKind.True,
        Marks = ReadMarks(item),
    };

    private static EntityMember ReadMember(ReplyNode member, EntityKind owner) => new(
        owner == EntityKind.Alternate ? string.Empty : NameOf(member, "name"),
        NameOf(member, "type"),
        member.Find("default") is not null,
        ReadMarks(member));

    // QEMU before 6.2 names the values alone; a value's features stand in the newer list.
    private static IReadOnlyList<EntityValue> ReadValues(ReplyNode item)
    {
        var members = Items(item, "members");
        return members.Count > 0
            ? [.. members.Select(m => new EntityValue(NameOf(m, "name"), ReadMarks(m)))]
            : [.. Items(item, "values").Select(v => new EntityValue(Valid(v.Text), default))];
    }

    private static Marks ReadMarks(ReplyNode item)
    {
        var features = Items(item, "features");
        return new Marks(features.Any(f => f.Text == "deprecated"), features.Any(f => f.Text == "unstable"));
    }

    private static IReadOnlyList<ReplyNode> Items(ReplyNode item, string? name) => name is null ? [] : item.Find(name)?.Items ?? [];

    private static string Text(ReplyNode item, string name) => item.Find(name)?.Text ?? string.Empty;

    private static string NameOf(ReplyNode item, string key)
    {
        var name = Text(item, key);
        return name.Length > 0
            ? Valid(name)
            : throw new NotASchemaException($"the description of '{Text(item, "name")}' has no name in '{key}'");
    }

    private static string Valid(string name) => Name.IsMatch(name)
        ? name
        : throw new NotASchemaException($"'{name}' is not a name: letters, digits, '-', '_' and '.'");
}
