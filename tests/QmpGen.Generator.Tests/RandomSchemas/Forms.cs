namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>The kinds of JSON, and the texts of a command line, by which QEMU tells the branches of an alternate.</summary>
internal static class Forms
{
    /// <summary>The kinds that a branch takes; null for what cannot be a branch.</summary>
    public static HashSet<string>? Of(TypeUse use) => use switch
    {
        { IsArray: true } => ["array"],
        { Type: ObjectType } => ["object"],
        { Type: EnumType type } => OfTexts(type.Values),
        { Type: BuiltinType { Name: "any" or "QType" } or AlternateType } => null,
        { Type: BuiltinType { Name: "str" } } => ["string", "bool", "number"],
        { Type: BuiltinType { Name: "bool" or "null" } builtin } => [builtin.Name],
        _ => ["number"],
    };

    private static HashSet<string> OfTexts(List<string> values)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal) { "string" };
        if (values.Any(v => v is "on" or "off"))
        {
            forms.Add("bool");
        }

        if (values.Any(v => char.IsDigit(v[0])))
        {
            forms.Add("number");
        }

        return forms;
    }
}
