using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QmpGen.Generator.Introspection;

/// <summary>
/// Writes what QEMU says of itself so that equal QEMUs give equal files: sorted, each type once, called after where it stands
/// instead of by a number.
/// </summary>
internal sealed class SchemaExport
{
    /// <summary>The first member of a file; a change of the form counts it up.</summary>
    public const string Format = "qmpgen-qemu-schema-1";

    private readonly TypeGraph _graph;
    private readonly IReadOnlyDictionary<int, string> _names;

    private SchemaExport(TypeGraph graph) => (_graph, _names) = (graph, TypeNamer.Name(graph));

    /// <param name="graph">What QEMU says.</param>
    /// <param name="version">QEMU's version, such as <c>11.1.2</c>.</param>
    /// <param name="package">The distribution's name for it; empty if it has none.</param>
    public static string Write(TypeGraph graph, string version, string package)
    {
        var entries = string.Join(",\n", new SchemaExport(graph).Entries());
        return $$"""
            {"format": "{{Format}}",
            "qemu": {{Text(version)}},
            "package": {{Text(package)}},
            "build": "{{Hash(entries)}}",
            "schema": [
            {{entries}}
            ]}

            """;
    }

    private static string Hash(string text)
    {
        const int Digits = 16;
        using var sha = SHA256.Create();
        var bytes = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return string.Concat(bytes.Take(Digits / 2).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private IEnumerable<string> Entries()
    {
        var types = _names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => (Type: _graph.TypeOf(n.Key), Name: n.Value)).ToList();
        foreach (var root in _graph.Events.Concat(_graph.Commands))
        {
            yield return Root(root);
        }

        foreach (var (type, name) in types)
        {
            yield return Type(type, name);
        }

        var uses = _graph.Events.Concat(_graph.Commands)
            .SelectMany(r => r.ReturnType is null ? [r.ArgumentType!] : (string[])[r.ArgumentType!, r.ReturnType])
            .Concat(types.SelectMany(t => t.Type.Members.Select(m => m.Type)))
            .Select(_graph.Find)
            .ToList();
        foreach (var item in Sorted(uses.Where(u => u.IsArray).Select(u => Name(u with { IsArray = false }))))
        {
            yield return $$"""{"name": "[{{item}}]", "meta-type": "array", "element-type": "{{item}}"}""";
        }

        foreach (var builtin in Sorted(uses.Select(u => u.Builtin).OfType<string>()))
        {
            var json = Text(_graph.JsonTypeOf(builtin));
            yield return $$"""{"name": "{{builtin}}", "meta-type": "builtin", "json-type": {{json}}}""";
        }
    }

    private string Root(Entity root)
    {
        var isEvent = root.Kind == EntityKind.Event;
        var result = isEvent ? string.Empty : $", \"ret-type\": {Name(root.ReturnType!)}";
        var isOutOfBand = root.AllowsOutOfBand ? ", \"allow-oob\": true" : string.Empty;
        return $"{{\"name\": {Text(root.Name)}, \"meta-type\": \"{(isEvent ? "event" : "command")}\", "
            + $"\"arg-type\": {Name(root.ArgumentType!)}{result}{isOutOfBand}{Features(root.Marks)}}}";
    }

    private string Type(Entity type, string name)
    {
        var (kind, members) = type.Kind switch
        {
            EntityKind.Enum => ("enum", type.Values.Select(v => $"{{\"name\": {Text(v.Name)}{Features(v.Marks)}}}")),
            EntityKind.Alternate => ("alternate", Sorted(type.Members.Select(m => $"{{\"type\": {Name(m.Type)}}}"))),
            _ => ("object", type.Members.Select(Member)),
        };
        return $"{{\"name\": {Text(name)}, \"meta-type\": \"{kind}\", \"members\": [{Join(members)}]{Cases(type)}{Features(type.Marks)}}}";
    }

    private string Member(EntityMember member)
    {
        var optional = member.IsOptional ? ", \"default\": null" : string.Empty;
        return $"{{\"name\": {Text(member.Name)}, \"type\": {Name(member.Type)}{optional}{Features(member.Marks)}}}";
    }

    private string Cases(Entity type)
    {
        var cases = type.Cases.Select(c => $"{{\"case\": {Text(c.Value)}, \"type\": {Name(c.Type)}}}");
        return type.Tag is null ? string.Empty : $", \"tag\": {Text(type.Tag)}, \"variants\": [{Join(cases)}]";
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> items) => items.Distinct().OrderBy(i => i, StringComparer.Ordinal);

    private string Name(string type) => Text(Name(_graph.Find(type)));

    private string Name(TypeUse use)
    {
        var item = use.Class is { } type ? _names[type] : use.Builtin!;
        return use.IsArray ? $"[{item}]" : item;
    }

    private static string Features(Marks marks)
    {
        var features = new List<string>();
        if (marks.IsDeprecated)
        {
            features.Add("\"deprecated\"");
        }

        if (marks.IsUnstable)
        {
            features.Add("\"unstable\"");
        }

        return features.Count == 0 ? string.Empty : $", \"features\": [{Join(features)}]";
    }

    private static string Join(IEnumerable<string> items) => string.Join(", ", items);

    private static string Text(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
