using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the record of an object inside events.</summary>
internal static class ObjectEmitter
{
    public static void Emit(CodeWriter code, ObjectModel model, TypeNames names, LayoutCode layout, UnionCode unions)
    {
        var members = new MemberCode(names);
        var type = names.Of(model.TypeName);
        if (model.Docs is { } docs)
        {
            Docs.Type(code, docs, model.EventNames, names);
        }
        else
        {
            Docs.Summary(code, $"The member {Docs.Code(model.MemberName)} of {Docs.EventList(model.EventNames, names)}.");
        }

        StabilityCode.Attributes(code, model.Stability);
        code.Line($"[{SystemNames.JsonConverter}(typeof({RuntimeNames.ObjectConverter}<{type}>))]");
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} sealed partial record {model.TypeName} : {RuntimeNames.ObjectInterface}<{type}>");
        members.Properties(code, model.Members);
        if (model.Union is not null)
        {
            unions.Properties(code, model.Union);
        }

        members.Equality(code, model.TypeName, UnionCode.AllMembers(model.Members, model.Union), hasBase: false);
        code.Line();
        code.Line(
            $"static {type} {RuntimeNames.ObjectInterface}<{type}>.Read(ref {SystemNames.JsonReader} reader) => ReadJson(ref reader);");
        code.Line();
        code.Line($"void {RuntimeNames.ObjectInterface}<{type}>.Write({SystemNames.JsonWriter} writer) => WriteJson(writer);");
        code.Line();
        code.Open($"internal static {type} ReadJson(ref {SystemNames.JsonReader} reader)");
        UnionCode.KeepStart(code, model.Union);
        members.ReadLocals(code, model.Members);
        if (model.Union is not null)
        {
            unions.Read(code, model.Union);
        }

        code.Line();
        code.Open($"return new {type}");
        MemberCode.Initializers(code, UnionCode.AllMembers(model.Members, model.Union));
        code.Close("};");
        code.Close();
        layout.EmitObject(code, model);
        code.Line();
        EmitWrite(code, model, unions);
        code.Close();
    }

    private static void EmitWrite(CodeWriter code, ObjectModel model, UnionCode unions)
    {
        code.Open($"internal void WriteJson({SystemNames.JsonWriter} writer)");
        code.Line("writer.WriteStartObject();");
        if (model.IsBranch)
        {
            code.Line(model.Union is null ? "WriteMembers(writer);" : "WriteMembers(writer, default);");
            code.Line("writer.WriteEndObject();");
            code.Close();
            code.Line();
            var parameter = model.Union is null ? "" : $", global::System.ReadOnlySpan<string> {UnionCode.Written}";
            code.Open($"internal void WriteMembers({SystemNames.JsonWriter} writer{parameter})");
            EmitMembers(code, model, unions);
            code.Close();
            return;
        }

        EmitMembers(code, model, unions);
        code.Line("writer.WriteEndObject();");
        code.Close();
    }

    private static void EmitMembers(CodeWriter code, ObjectModel model, UnionCode unions)
    {
        MemberCode.Write(code, model.Members);
        if (model.Union is not null)
        {
            unions.Write(code, model.Union, model.Members, model.IsBranch);
        }
    }
}
