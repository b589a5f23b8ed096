using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// Emits what the spec says, so that a program can compare it with what a QEMU says of itself. It takes the form in which
/// QEMU says it, the reply to <c>query-qmp-schema</c>: one JSON object for each event and type.
/// </summary>
internal static class SchemaEmitter
{
    private static readonly Dictionary<MemberKind, (string Name, string JsonType)> Builtins = new()
    {
        [MemberKind.String] = ("str", "string"),
        [MemberKind.Boolean] = ("bool", "boolean"),
        [MemberKind.Double] = ("number", "number"),
        [MemberKind.Json] = ("any", "value"),
        [MemberKind.Null] = ("null", "null"),
        [MemberKind.Int64] = ("int", "int"),
    };

    public static void Emit(CodeWriter code, EventSchema schema, TypeNames names)
    {
        code.Open($"{names.Access} static partial class QmpEvents");
        code.Lines($$"""
            /// <summary>The schema of the events in the spec, for comparison with the schema of a running QEMU.</summary>
            public static {{RuntimeNames.Schema}} Schema => SpecSchema.Value;

            /// <summary>Parses the schema on first use.</summary>
            private static class SpecSchema
            {
                public static readonly {{RuntimeNames.Schema}} Value = {{RuntimeNames.Schema}}.Parse(new string[]
                {
            """);
        foreach (var entry in Entries(schema))
        {
            code.Line($"        {Literals.String(entry)},");
        }

        code.Lines("""
                });
            }
            """);
        code.Close();
    }

    /// <summary>The entries, a JSON object each: what the emitted code reads at run time, and other programs as they like.</summary>
    public static IEnumerable<string> Entries(EventSchema schema)
    {
        var arrays = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var e in schema.Events)
        {
            var data = $"({e.WireName})";
            yield return Object(e.Condition, ("name", Text(e.WireName)), ("meta-type", Text("event")), ("arg-type", Text(data)));
            yield return ObjectType(data, e.Members, e.Union, arrays);
        }

        foreach (var o in schema.Objects)
        {
            yield return ObjectType(o.TypeName, o.Members, o.Union, arrays);
        }

        foreach (var a in schema.Alternates)
        {
            var members = a.Branches.Select(b => Object(b.Member.Condition, ("type", Text(TypeName(b.Member.Type, arrays)))));
            yield return Object(("name", Text(a.TypeName)), ("meta-type", Text("alternate")), ("members", Array(members)));
        }

        foreach (var list in schema.ValueLists)
        {
            yield return Enum(list);
        }

        foreach (var item in arrays)
        {
            yield return Object(("name", Text($"[{item}]")), ("meta-type", Text("array")), ("element-type", Text(item)));
        }

        foreach (var (name, jsonType) in Builtins.Values)
        {
            yield return Object(("name", Text(name)), ("meta-type", Text("builtin")), ("json-type", Text(jsonType)));
        }
    }

    private static string ObjectType(string name, IEnumerable<MemberModel> members, UnionModel? union, ISet<string> arrays)
    {
        var parts = new List<(string, string)>
        {
            ("name", Text(name)),
            ("meta-type", Text("object")),
            ("members", Array(members.Select(m => Member(m, arrays)))),
        };
        if (union is not null)
        {
            parts.Add(("tag", Text(union.Tag.WireName)));
            parts.Add(("variants", Array(union.Branches.Select(b =>
                Object(b.Member.Condition, ("case", Text(b.TagText)), ("type", Text(TypeName(b.Member.Type, arrays))))))));
        }

        return Object([.. parts]);
    }

    private static string Enum(ValueListModel list)
    {
        var conditions = list.Values.Where(v => v.Condition is not null).Select(v => (v.Text, Text(v.Condition!))).ToArray();
        var name = ("name", Text(list.TypeName));
        var kind = ("meta-type", Text("enum"));
        var values = ("values", Array(list.Values.Select(v => Text(v.Text))));
        return conditions.Length == 0 ? Object(name, kind, values) : Object(name, kind, values, ("conditions", Object(conditions)));
    }

    private static string Member(MemberModel member, ISet<string> arrays)
    {
        var name = ("name", Text(member.WireName));
        var type = ("type", Text(TypeName(member.Type, arrays)));
        return member.IsOptionalInSpec
            ? Object(member.Condition, name, type, ("default", "null"))
            : Object(member.Condition, name, type);
    }

    private static string TypeName(MemberType type, ISet<string> arrays)
    {
        var item = type.TypeName ?? (Builtins.TryGetValue(type.Kind, out var builtin) ? builtin.Name : Builtins[MemberKind.Int64].Name);
        if (!type.IsArray)
        {
            return item;
        }

        arrays.Add(item);
        return $"[{item}]";
    }

    /// <summary>An object with the build condition of what it describes; QEMU itself describes only what is built in.</summary>
    private static string Object(string? condition, params (string Name, string Json)[] members) =>
        Object(condition is null ? members : [.. members, ("if", Text(condition))]);

    private static string Object(params (string Name, string Json)[] members) =>
        $"{{{string.Join(",", members.Select(m => $"{Text(m.Name)}:{m.Json}"))}}}";

    private static string Array(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    private static string Text(string text) => Literals.Json(text);
}
