using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the record of a value that may be of several kinds of JSON: one property for each, of which one is set.</summary>
internal static class AlternateEmitter
{
    public static void Emit(CodeWriter code, AlternateModel model, TypeNames names)
    {
        var type = names.Of(model.TypeName);
        var members = new MemberCode(names);
        Docs.Type(
            code, model.Docs, model.EventNames, names, "Exactly one of its properties is set, depending on the JSON type of the value.");
        StabilityCode.Attributes(code, model.Stability);
        code.Line($"[{SystemNames.JsonConverter}(typeof({RuntimeNames.ObjectConverter}<{type}>))]");
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} sealed partial record {model.TypeName} : {RuntimeNames.ObjectInterface}<{type}>");
        foreach (var branch in model.Branches)
        {
            EmitProperty(code, branch, names);
        }

        code.Line();
        Docs.Summary(code, "The value, if it has a JSON type that the spec does not allow here.");
        code.Line($"public {SystemNames.JsonElement}? {model.Other.PropertyName} {{ get; init; }}");
        members.Equality(
            code,
            model.TypeName,
            [.. model.Branches.Select(b => b.Form == JsonForm.Null ? Flag(b.Member) : b.Member), model.Other],
            hasBase: false);
        code.Line();
        code.Line(
            $"static {type} {RuntimeNames.ObjectInterface}<{type}>.Read(ref {SystemNames.JsonReader} reader) => ReadJson(ref reader);");
        code.Line();
        code.Line($"void {RuntimeNames.ObjectInterface}<{type}>.Write({SystemNames.JsonWriter} writer) => WriteJson(writer);");
        EmitRead(code, model, type, members);
        EmitWrite(code, model);
        code.Close();
    }

    private static void EmitProperty(CodeWriter code, AlternateBranch branch, TypeNames names)
    {
        var member = branch.Member;
        code.Line();
        Docs.Summary(
            code, member.Description.IsEmpty ? $"The branch {Docs.Code(member.WireName)}." : Docs.Sentence(member.Description, names));
        var isSet = branch.Form == JsonForm.Null ? "True if the value is null." : $"Set if the value is {Words(branch.Form)}.";
        code.Line($"/// <remarks>{isSet}</remarks>");
        StabilityCode.Attributes(code, member.Stability);
        code.Line($"public {(branch.Form == JsonForm.Null ? "bool" : $"{names.Of(member.Type)}?")} {member.PropertyName} {{ get; init; }}");
    }

    private static void EmitRead(CodeWriter code, AlternateModel model, string type, MemberCode members)
    {
        code.Line();
        code.Line($"internal static {type} ReadJson(ref {SystemNames.JsonReader} reader) => reader.TokenType switch");
        code.Line("{");
        foreach (var branch in model.Branches.OrderBy(b => b.Form))
        {
            var value = branch.Form == JsonForm.Null ? "true" : members.Read(branch.Member.Type);
            code.Line($"    {Pattern(branch.Form, model)} => new {type} {{ {branch.Member.PropertyName} = {value} }},");
        }

        code.Line($"    _ => new {type} {{ {model.Other.PropertyName} = {RuntimeNames.Json}.ReadElement(ref reader) }},");
        code.Line("};");
    }

    private static void EmitWrite(CodeWriter code, AlternateModel model)
    {
        code.Line();
        code.Open($"internal void WriteJson({SystemNames.JsonWriter} writer)");
        foreach (var member in model.Branches.Where(b => b.Form != JsonForm.Null).Select(b => b.Member).Append(model.Other))
        {
            code.Open($"if ({member.PropertyName} is {{ }} {member.LocalName})");
            MemberCode.WriteValue(code, member.Type, member.LocalName);
            code.Line("return;");
            code.Close();
            code.Line();
        }

        code.Line("writer.WriteNullValue();");
        code.Close();
    }

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

    /// <summary>Whether the value is null, as a member that takes part in equality.</summary>
    private static MemberModel Flag(MemberModel member) =>
        member with { Type = new MemberType(MemberKind.Boolean), IsOptional = false };
}
