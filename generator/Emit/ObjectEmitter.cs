using QmpGen.Generator.Schema;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the record of an object inside events.</summary>
internal static class ObjectEmitter
{
    public static void Emit(CodeWriter code, ObjectModel model, TypeNames names)
    {
        var members = new MemberCode(names);
        var type = names.Of(model.TypeName);
        Docs.Summary(code, $"The member {Docs.Code(model.MemberName)} of {Docs.EventList(model.EventNames, names)}.");
        code.Line($"[{SystemNames.JsonConverter}(typeof({RuntimeNames.ObjectConverter}<{type}>))]");
        code.Line(GeneratedFile.Attribute);
        code.Open($"public sealed partial record {model.TypeName} : {RuntimeNames.ObjectInterface}<{type}>");
        members.Properties(code, model.Members);
        members.Equality(code, model.TypeName, model.Members, hasBase: false);
        code.Line();
        code.Line($"static {type} {RuntimeNames.ObjectInterface}<{type}>.Read(ref {SystemNames.JsonReader} reader) => ReadJson(ref reader);");
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
        code.Line();
        code.Open($"internal void WriteJson({SystemNames.JsonWriter} writer)");
        code.Line("writer.WriteStartObject();");
        MemberCode.Write(code, model.Members);
        code.Line("writer.WriteEndObject();");
        code.Close();
        code.Close();
    }
}
