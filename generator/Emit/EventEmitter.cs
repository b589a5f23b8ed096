using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the record of an event.</summary>
internal static class EventEmitter
{
    public static void Emit(CodeWriter code, EventModel model, TypeNames names, LayoutCode layout, UnionCode unions)
    {
        var members = new MemberCode(names);
        var name = Literals.String(model.WireName);
        Docs.Summary(code, model.Summary.IsEmpty ? $"The event {Docs.Code(model.WireName)}." : Docs.Sentence(model.Summary, names));
        Docs.Remarks(code, Remarks(model, names));
        Docs.Examples(code, model.Examples);
        StabilityCode.Attributes(code, model.Stability);
        code.Line($"[{SystemNames.JsonConverter}(typeof({RuntimeNames.EventConverter}<{names.Of(model.TypeName)}>))]");
        code.Line(GeneratedFile.Attribute);
        code.Open(
            $"{names.Access} sealed partial record {model.TypeName} : {RuntimeNames.Event}, "
                + $"{RuntimeNames.EventInterface}<{names.Of(model.TypeName)}>");
        code.Line("/// <inheritdoc/>");
        code.Line($"public override string EventName => {name};");
        members.Properties(code, model.Members);
        if (model.Union is not null)
        {
            unions.Properties(code, model.Union);
        }

        code.Line();
        code.Line($"static string {RuntimeNames.EventInterface}<{names.Of(model.TypeName)}>.WireName => {name};");
        members.Equality(code, model.TypeName, UnionCode.AllMembers(model.Members, model.Union), hasBase: true);
        EmitRead(code, model, members, unions, names);
        layout.EmitEvent(code, model);
        if (model.Members.Count > 0)
        {
            EmitWrite(code, model, unions);
        }

        code.Close();
    }

    private static List<string> Remarks(EventModel model, TypeNames names)
    {
        var remarks = model.Remarks.Select(r => Docs.Sentence(r, names)).ToList();
        if (model.RateLimit is { } limit)
        {
            var scope = limit.Key is null ? "" : $" for each value of {Docs.Code(limit.Key)}";
            remarks.Add(
                $"QEMU sends at most one per second{scope} and drops all but the latest. Do not rely on their number; query "
                    + "the state instead.");
        }

        if (model.FollowedBy.Count > 0)
        {
            remarks.Add($"Followed by {Docs.EventList(model.FollowedBy, names)}.");
        }

        remarks.Add($"On the wire: {Docs.Code(model.WireName)}.");
        return remarks;
    }

    private static void EmitRead(CodeWriter code, EventModel model, MemberCode members, UnionCode unions, TypeNames names)
    {
        code.Line();
        code.Line(
            $"static {names.Of(model.TypeName)} {RuntimeNames.EventInterface}<{names.Of(model.TypeName)}>.ReadData("
                + $"ref {SystemNames.JsonReader} data, {RuntimeNames.Timestamp} timestamp) =>");
        code.Line("    ReadJson(ref data, timestamp);");
        code.Line();
        code.Open(
            $"internal static {names.Of(model.TypeName)} ReadJson(ref {SystemNames.JsonReader} reader, "
                + $"{RuntimeNames.Timestamp} timestamp)");
        if (model.Members.Count == 0)
        {
            // Whatever a later QEMU sends along is not for this spec.
            code.Line($"return new {names.Of(model.TypeName)} {{ Timestamp = timestamp }};");
        }
        else
        {
            UnionCode.KeepStart(code, model.Union);
            members.ReadLocals(code, model.Members);
            if (model.Union is not null)
            {
                unions.Read(code, model.Union);
            }

            code.Line();
            code.Open($"return new {names.Of(model.TypeName)}");
            code.Line("Timestamp = timestamp,");
            MemberCode.Initializers(code, UnionCode.AllMembers(model.Members, model.Union));
            code.Close("};");
        }

        code.Close();
    }

    private static void EmitWrite(CodeWriter code, EventModel model, UnionCode unions)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Open($"protected override void WriteData({SystemNames.JsonWriter} writer)");
        if (model.Union is null && model.Members.All(m => m.IsOptional))
        {
            // QEMU leaves out data that would be empty.
            code.Open($"if ({string.Join(" && ", model.Members.Select(m => $"{m.PropertyName} is null"))})");
            code.Line("return;");
            code.Close();
            code.Line();
        }

        code.Line("writer.WriteStartObject(\"data\"u8);");
        MemberCode.Write(code, model.Members);
        if (model.Union is not null)
        {
            unions.Write(code, model.Union, model.Members, isBranch: false);
        }

        code.Line("writer.WriteEndObject();");
        code.Close();
    }
}
