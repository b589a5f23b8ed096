namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Writes a schema in QEMU's language.</summary>
internal static class SchemaText
{
    public static string Of(RandomSchema schema) =>
        Pragma(schema.Commands) + string.Join(
            "\n\n",
            schema.Types.Select(Definition).Concat(schema.Events.Select(Definition)).Concat(schema.Commands.Select(Definition))) + "\n";

    /// <summary>A command that returns no object is an exception.</summary>
    private static string Pragma(List<CommandType> commands) =>
        commands.Where(c => c.Result is { Type: not ObjectType }).Select(c => $"'{c.Name}'").ToList() is { Count: > 0 } names
            ? $"{{ 'pragma': {{ 'command-returns-exceptions': [ {string.Join(", ", names)} ] }} }}\n\n"
            : "";

    private static string Definition(SchemaType type) => type switch
    {
        EnumType e => $"{{ 'enum': '{e.Name}',\n  'data': [ {string.Join(", ", e.Values.Select(v => Value(e, v)))} ] }}",
        AlternateType a => $"{{ 'alternate': '{a.Name}',\n  'data': {Members(a.Branches)} }}",
        ObjectType { IsOldUnion: true } u =>
            $"{{ 'union': '{u.Name}',\n  'data': {{ {string.Join(", ", u.Branches.Select(OldBranch))} }} }}",
        ObjectType { Tag: { } tag } u =>
            $"{{ 'union': '{u.Name}'{u.Clauses},\n  'base': {(u.Base is null ? Members(u.Members) : $"'{u.Base.Name}'")},\n  "
                + $"'discriminator': '{tag.Name}',\n  'data': {{ {string.Join(", ", u.Branches.Select(Branch))} }} }}",
        ObjectType s =>
            $"{{ 'struct': '{s.Name}'{s.Clauses}{(s.Base is null ? "" : $",\n  'base': '{s.Base.Name}'")},\n  'data': "
                + $"{Members(s.Members)} }}",
        _ => throw new InvalidOperationException($"{type.Name} needs no definition."),
    };

    private static string Definition(EventType e) => e.Data is not { } data
        ? $"{{ 'event': '{e.Name}'{e.Clauses} }}"
        : $"{{ 'event': '{e.Name}'{e.Clauses}{(e.IsBoxed ? ", 'boxed': true" : "")},\n"
            + $"  'data': {(e.IsInline ? Members(data.Members) : $"'{data.Name}'")} }}";

    private static string Definition(CommandType c) => $"{{ 'command': '{c.Name}'{c.Clauses}"
        + (c.Data is not { } data ? "" : $",\n  'data': {(c.IsInline ? Members(data.Members) : $"'{data.Name}', 'boxed': true")}")
        + (c.Result is not { } result ? " }" : $",\n  'returns': {Type(result)} }}");

    private static string Value(EnumType type, string value) =>
        type.Clauses.TryGetValue(value, out var clauses) ? $"{{ 'name': '{value}'{clauses} }}" : $"'{value}'";

    private static string Branch(SchemaBranch branch) => branch.Clauses.Length == 0
        ? $"'{branch.Value}': '{branch.Type.Name}'"
        : $"'{branch.Value}': {{ 'type': '{branch.Type.Name}'{branch.Clauses} }}";

    private static string OldBranch(SchemaBranch branch) => $"'{branch.Value}': {Type(branch.Type.Members[0].Type)}";

    private static string Type(TypeUse use) => use.IsArray ? $"[ '{use.Type.Name}' ]" : $"'{use.Type.Name}'";

    private static string Members(List<SchemaMember> members) =>
        members.Count == 0 ? "{}" : $"{{ {string.Join(",\n    ", members.Select(Member))} }}";

    private static string Member(SchemaMember member)
    {
        var type = Type(member.Type);
        var condition = member.Condition is null ? "" : $", 'if': {member.Condition}";
        var features = member.Feature is null ? "" : $", 'features': [ '{member.Feature}' ]";
        var name = $"'{(member.IsOptional ? "*" : "")}{member.Name}'";
        return condition.Length + features.Length == 0 ? $"{name}: {type}" : $"{name}: {{ 'type': {type}{condition}{features} }}";
    }
}
