using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit.Commands;

/// <summary>Emits the record of an object that only commands send or return.</summary>
internal static class StructEmitter
{
    public static void Emit(CodeWriter code, StructModel model, TypeNames names)
    {
        var compact = new CompactCode(names);
        var type = names.Of(model.TypeName);
        var isArgument = model.Use.HasFlag(TypeUse.Argument);
        List<MemberModel> required = [.. model.Members.Where(m => !m.IsOptional)];
        Docs.Summary(code, Docs.Sentence(model.Docs.Summary, names));
        CompactCode.Remarks(code, [.. model.Docs.Remarks.Select(r => Docs.Sentence(r, names))]);
        StabilityCode.Attributes(code, model.Stability);
        var @base = isArgument ? $" : {RuntimeNames.ArgumentObject}" : string.Empty;
        code.Open($"{GeneratedFile.Attribute} {names.Access} sealed partial record {model.TypeName}{@base}");
        code.Line(
            $"public {model.TypeName}() {{ }} "
                + $"internal static {type} ReadJson(ref {SystemNames.JsonReader} reader) => new(ref reader);");
        code.Open($"[{SystemNames.SetsRequiredMembers}] private {model.TypeName}(ref {SystemNames.JsonReader} reader)");
        CompactCode.ReadObject(
            code,
            [.. compact.ReadCases(model.Members, required, static m => m.PropertyName)],
            $"{RuntimeNames.Json}.SkipMember(ref reader);",
            required);
        code.Close();
        compact.Properties(code, model.Members);
        new MemberCode(names).Equality(code, model.TypeName, model.Members, hasBase: isArgument);
        CompactCode.WriteJson(code);
        code.Open($"private void WriteMembers({SystemNames.JsonWriter} writer)");
        CompactCode.Write(code, model.Members);
        if (isArgument)
        {
            code.Line("WriteExtra(writer);");
        }

        code.Close();
        code.Close();
    }
}
