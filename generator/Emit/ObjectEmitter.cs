using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the record of an object inside events.</summary>
internal static class ObjectEmitter
{
    public static void Emit(CodeWriter code, ObjectModel model, TypeNames names, LayoutCode layout)
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
        var @base = model.IsArgument ? $"{RuntimeNames.ArgumentObject}, " : string.Empty;
        code.Open($"{names.Access} sealed partial record {model.TypeName} : {@base}{RuntimeNames.ObjectInterface}<{type}>");
        members.Properties(code, model.Members);
        members.Equality(code, model.TypeName, model.Members, hasBase: model.IsArgument);
        code.Line();
        code.Line(
            $"static {type} {RuntimeNames.ObjectInterface}<{type}>.Read(ref {SystemNames.JsonReader} reader) => ReadJson(ref reader);");
        code.Line();
        code.Line($"void {RuntimeNames.ObjectInterface}<{type}>.Write({SystemNames.JsonWriter} writer) => WriteJson(writer);");
        code.Line();
        code.Open($"internal static {type} ReadJson(ref {SystemNames.JsonReader} reader)");
        members.ReadLocals(code, model.Members);
        code.Line();
        code.Open($"return new {type}");
        MemberCode.Initializers(code, model.Members);
        code.Close("};");
        code.Close();
        layout.EmitObject(code, model);
        code.Line();
        EmitWrite(code, model);
        code.Close();
    }

    private static void EmitWrite(CodeWriter code, ObjectModel model)
    {
        code.Open($"internal void WriteJson({SystemNames.JsonWriter} writer)");
        code.Line("writer.WriteStartObject();");
        if (model.IsBranch)
        {
            code.Line("WriteMembers(writer);");
            code.Line("writer.WriteEndObject();");
            code.Close();
            code.Line();
            code.Open($"internal void WriteMembers({SystemNames.JsonWriter} writer)");
            EmitMembers(code, model);
            code.Close();
            return;
        }

        EmitMembers(code, model);
        code.Line("writer.WriteEndObject();");
        code.Close();
    }

    private static void EmitMembers(CodeWriter code, ObjectModel model)
    {
        MemberCode.Write(code, model.Members);
        if (model.IsArgument)
        {
            code.Line("WriteExtra(writer);");
        }
    }
}
