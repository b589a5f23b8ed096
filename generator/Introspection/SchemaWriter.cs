using System.Text;

namespace QmpGen.Generator.Introspection;

/// <summary>Writes what QEMU says of itself in the language of its schemas.</summary>
internal sealed class SchemaWriter
{
    private readonly TypeGraph _graph;
    private readonly IReadOnlyDictionary<int, string> _names;
    private readonly StringBuilder _text = new();

    private SchemaWriter(TypeGraph graph) => (_graph, _names) = (graph, TypeNamer.Name(graph));

    public static string Write(TypeGraph graph)
    {
        var writer = new SchemaWriter(graph);
        writer.WriteExceptions();
        foreach (var root in graph.Events.Concat(graph.Commands))
        {
            writer.WriteRoot(root);
        }

        foreach (var type in writer._names)
        {
            writer.WriteType(graph.TypeOf(type.Key), type.Value);
        }

        return writer._text.ToString();
    }

    // A running QEMU does not say which of its names its rules would refuse today.
    private void WriteExceptions()
    {
        var types = List(_names.Values.Select(Quoted));
        var commands = List(_graph.Commands.Select(c => Quoted(c.Name)));
        Line($"{{ 'pragma': {{ 'member-name-exceptions': {types}, 'command-name-exceptions': {commands}, "
            + $"'command-returns-exceptions': {commands} }} }}");
    }

    private void WriteRoot(Entity root)
    {
        var arguments = _graph.ArgumentsOf(root);
        var type = _graph.TypeOf(arguments);
        var parts = new List<string> { $"'{(root.Kind == EntityKind.Event ? "event" : "command")}': '{root.Name}'" };
        if (type.Members.Count > 0)
        {
            parts.Add($"'data': '{_names[arguments]}'");
        }

        if (type.Tag is not null)
        {
            parts.Add("'boxed': true");
        }

        if (root.ReturnType is { } result && !IsNothing(result))
        {
            parts.Add($"'returns': {Type(result)}");
        }

        if (root.AllowsOutOfBand)
        {
            parts.Add("'allow-oob': true");
        }

        Define(parts, root.Marks);
    }

    private void WriteType(Entity type, string name)
    {
        switch (type.Kind)
        {
            case EntityKind.Enum:
                Define([$"'enum': '{name}'", $"'data': {List(type.Values.Select(Value))}"], type.Marks);
                break;
            case EntityKind.Alternate:
                Define([$"'alternate': '{name}'", $"'data': {Object(Alternatives(type))}"], type.Marks);
                break;
            case EntityKind.Object when type.Tag is { } tag:
                var cases = type.Cases.Where(c => !IsNothing(c.Type)).Select(c => $"'{c.Value}': {Type(c.Type)}");
                Define(
                    [$"'union': '{name}'", $"'base': {Members(type)}", $"'discriminator': '{tag}'", $"'data': {Object(cases)}"],
                    type.Marks);
                break;
            default:
                Define([$"'struct': '{name}'", $"'data': {Members(type)}"], type.Marks);
                break;
        }
    }

    /// <summary>QEMU does not say what the kinds of value are called, only what they are.</summary>
    private IEnumerable<string> Alternatives(Entity type)
    {
        var uses = type.Members.Select(m => (m.Type, Use: _graph.Find(m.Type))).ToList();

        // The names that QEMU's reference to a block device has in its schema.
        var isReference = uses.Count == 2
            && uses.Any(u => u.Use.Class is { } c && _graph.TypeOf(c).Tag is not null)
            && uses.Any(u => u.Use.Builtin == "str");
        return uses.Select(u => $"'{Alternative(u.Use, isReference)}': {Type(u.Type)}");
    }

    private string Alternative(TypeUse use, bool isReference) => use switch
    {
        { IsArray: true } => "list",
        { Class: { } c } => _graph.TypeOf(c).Kind == EntityKind.Enum ? "value" : isReference ? "definition" : "object",
        { Builtin: "str" } => isReference ? "reference" : "text",
        { Builtin: "int" or "number" } => "number",
        { Builtin: "bool" } => "flag",
        _ => "none",
    };

    private string Members(Entity type) => Object(type.Members.Select(m =>
    {
        var held = m.Marks == default ? Type(m.Type) : $"{{ 'type': {Type(m.Type)}{Features(m.Marks)} }}";
        return $"'{(m.IsOptional ? "*" : "")}{m.Name}': {held}";
    }));

    private static string Value(EntityValue value) =>
        value.Marks == default ? Quoted(value.Name) : $"{{ 'name': '{value.Name}'{Features(value.Marks)} }}";

    private bool IsNothing(string type) => _graph.Find(type) is { Class: { } found, IsArray: false }
        && _graph.TypeOf(found) is { Kind: EntityKind.Object, Members.Count: 0, Tag: null };

    private string Type(string name)
    {
        var use = _graph.Find(name);
        var text = Quoted(use.Class is { } type ? _names[type] : use.Builtin == "int" ? SchemaText.Integer : use.Builtin!);
        return use.IsArray ? $"[ {text} ]" : text;
    }

    private void Define(IEnumerable<string> parts, Marks marks) => Line($"{{ {string.Join(", ", parts)}{Features(marks)} }}");

    private static string Features(Marks marks)
    {
        var features = new List<string>();
        if (marks.IsDeprecated)
        {
            features.Add("'deprecated'");
        }

        if (marks.IsUnstable)
        {
            features.Add("'unstable'");
        }

        return features.Count == 0 ? string.Empty : $", 'features': {List(features)}";
    }

    private static string Quoted(string name) => $"'{name}'";

    private static string List(IEnumerable<string> items) => $"[ {string.Join(", ", items)} ]";

    private static string Object(IEnumerable<string> members) => $"{{ {string.Join(", ", members)} }}";

    private void Line(string text) => _text.Append(text).Append('\n');
}
