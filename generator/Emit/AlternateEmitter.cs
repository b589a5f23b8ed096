using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// Emits the type of a value that may be of several kinds of JSON: static members make one, and the property of its kind
/// has it.
/// </summary>
internal static class AlternateEmitter
{
    public static void Emit(CodeWriter code, AlternateModel model, TypeNames names)
    {
        var type = names.Of(model.TypeName);
        Docs.Summary(code, Docs.Sentence(model.Docs.Summary, names));
        CompactCode.Remarks(
            code,
            [
                .. model.Docs.Remarks.Select(r => Docs.Sentence(r, names)),
                "Exactly one of its properties is set, depending on the JSON type of the value.",
            ]);
        StabilityCode.Attributes(code, model.Stability);
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} readonly partial record struct {model.TypeName}");
        code.Line("private readonly object? _value;");
        code.Line($"private {model.TypeName}(object value) => _value = value;");
        foreach (var branch in model.Branches)
        {
            EmitBranch(code, model, branch, type, names);
        }

        Docs.Summary(code, "The value, if it has a JSON type that the spec does not allow here.");
        code.Line($"public {SystemNames.JsonElement}? {model.Other.PropertyName} => _value as {SystemNames.JsonElement}?;");
        EmitConversion(code, model, type, names);
        EmitRead(code, model, type, names);
        EmitWrite(code, model);
        EmitEquality(code, model, type);
        code.Close();
    }

    private static void EmitBranch(CodeWriter code, AlternateModel model, AlternateBranch branch, string type, TypeNames names)
    {
        var member = branch.Member;
        var text = member.Description.IsEmpty ? $"The branch {Docs.Code(member.WireName)}." : Docs.Sentence(member.Description, names);
        if (branch.Form == JsonForm.Null)
        {
            Docs.Summary(code, $"Whether the value is a JSON null. {text}");
            StabilityCode.Attributes(code, member.Stability);
            code.Line($"public bool {member.PropertyName} => _value is global::System.DBNull;");
            Docs.Summary(code, $"The JSON null. {text}");
            StabilityCode.Attributes(code, member.Stability);
            code.Line($"public static {type} {branch.FactoryName} => new(global::System.DBNull.Value);");
            return;
        }

        var held = names.Of(member.Type);
        Docs.Summary(code, $"Set if the value is {Words(branch.Form)}. {text}");
        StabilityCode.Attributes(code, member.Stability);
        code.Line($"public {held}? {member.PropertyName} => _value as {held}{(IsReference(member.Type) ? "" : "?")};");
        Docs.Summary(code, $"Creates a value that is {Words(branch.Form)}. {text}");
        code.Line($"/// <param name=\"value\">The value.</param>");
        code.Line($"/// <returns>The {Docs.Code(model.TypeName)}.</returns>");
        StabilityCode.Attributes(code, member.Stability);
        var check = IsReference(member.Type) ? "value ?? throw new global::System.ArgumentNullException(nameof(value))" : "value";
        code.Line($"public static {type} {branch.FactoryName}({held} value) => new({check});");
    }

    /// <summary>
    /// A conversion only where it cannot be wrong: from text where nothing else could be meant, and from an object, whose
    /// type says what is meant.
    /// </summary>
    private static void EmitConversion(CodeWriter code, AlternateModel model, string type, TypeNames names)
    {
        var valued = model.Branches.Where(b => b.Form != JsonForm.Null).ToList();
        foreach (var branch in valued.Where(b => b.Form == JsonForm.Object || (valued.Count == 1 && !b.Member.Type.IsArray)))
        {
            Docs.Summary(code, $"Converts {Words(branch.Form)}.");
            code.Line("/// <param name=\"value\">The value.</param>");
            code.Line($"public static implicit operator {type}({names.Of(branch.Member.Type)} value) => {branch.FactoryName}(value);");
        }
    }

    private static void EmitRead(CodeWriter code, AlternateModel model, string type, TypeNames names)
    {
        var members = new MemberCode(names);
        code.Line($"internal static {type} ReadJson(ref {SystemNames.JsonReader} reader) => reader.TokenType switch");
        code.Line("{");
        foreach (var branch in model.Branches.OrderBy(b => b.Form))
        {
            var value = branch.Form == JsonForm.Null ? "global::System.DBNull.Value" : members.Read(branch.Member.Type);
            code.Line($"    {Pattern(branch.Form, model)} => new {type}({value}),");
        }

        code.Line($"    _ => new {type}({RuntimeNames.Json}.ReadElement(ref reader)),");
        code.Line("};");
    }

    private static void EmitWrite(CodeWriter code, AlternateModel model)
    {
        code.Open($"internal void WriteJson({SystemNames.JsonWriter} writer)");
        foreach (var member in model.Branches.Where(b => b.Form != JsonForm.Null).Select(b => b.Member).Append(model.Other))
        {
            var write = CompactCode.WriteValue(member.Type, member.LocalName);
            code.Line($"if ({member.PropertyName} is {{ }} {member.LocalName}) {{ {write} return; }}");
        }

        if (model.Branches.FirstOrDefault(b => b.Form == JsonForm.Null) is { } none)
        {
            code.Line($"if ({none.Member.PropertyName}) {{ writer.WriteNullValue(); return; }}");
        }

        code.Line($"throw {RuntimeNames.CommandJson}.NoValue({Literals.String(model.TypeName)});");
        code.Close();
    }

    private static void EmitEquality(CodeWriter code, AlternateModel model, string type)
    {
        var other = model.Other.PropertyName;
        code.Line(
            $"public bool Equals({type} other) => {other} is {{ }} left && other.{other} is {{ }} right "
                + $"? {RuntimeNames.Json}.ValueEquals(left, right) : object.Equals(_value, other._value);");
        code.Line($"public override int GetHashCode() => {other} is null ? _value?.GetHashCode() ?? 0 : 1;");
        code.Line("public override string ToString() => _value?.ToString() ?? string.Empty;");
    }

    private static bool IsReference(MemberType type) => type.IsArray || type.Kind is MemberKind.String or MemberKind.Object;

    private static string Pattern(JsonForm form, AlternateModel model) => form switch
    {
        JsonForm.String => $"{SystemNames.JsonTokenType}.String",
        JsonForm.Boolean => $"{SystemNames.JsonTokenType}.True or {SystemNames.JsonTokenType}.False",
        JsonForm.Integer when model.Branches.Any(b => b.Form == JsonForm.Number) =>
            $"{SystemNames.JsonTokenType}.Number when {RuntimeNames.JsonValues}.IsInteger(ref reader)",
        JsonForm.Integer or JsonForm.Number => $"{SystemNames.JsonTokenType}.Number",
        JsonForm.Object => $"{SystemNames.JsonTokenType}.StartObject",
        JsonForm.Array => $"{SystemNames.JsonTokenType}.StartArray",
        _ => $"{SystemNames.JsonTokenType}.Null",
    };

    private static string Words(JsonForm form) => form switch
    {
        JsonForm.Integer => "an integer",
        JsonForm.Boolean => "true or false",
        JsonForm.Object => "an object",
        JsonForm.Array => "an array",
        _ => $"a {form.ToString().ToLowerInvariant()}",
    };
}
