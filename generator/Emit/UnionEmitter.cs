using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// Emits a union: an abstract record with what all shapes have, and in it a sealed record for each value of the tag, and
/// one for values that the spec does not list. On the wire all members stand in one object.
/// </summary>
internal sealed class UnionEmitter
{
    private const string WriteMembers =
        $"WriteMembers({SystemNames.JsonWriter} writer, global::System.ReadOnlySpan<string> {UnionCode.Written}";

    private readonly CodeWriter _code;
    private readonly UnionTypeModel _model;
    private readonly TypeNames _names;
    private readonly CompactCode _compact;
    private readonly string _type;
    private readonly string _tagType;
    private readonly IReadOnlyList<MemberModel> _required;

    private UnionEmitter(CodeWriter code, UnionTypeModel model, TypeNames names)
    {
        (_code, _model, _names) = (code, model, names);
        _compact = new CompactCode(names);
        _type = names.Of(model.TypeName);
        _tagType = names.Of(model.Tag.Type);
        _required = [.. model.Members.Where(m => !m.IsOptional)];
    }

    private bool IsArgument => _model.Use.HasFlag(TypeUse.Argument);

    private bool IsEvent => _model.Use.HasFlag(TypeUse.Event);

    public static void Emit(CodeWriter code, UnionTypeModel model, TypeNames names) => new UnionEmitter(code, model, names).Emit();

    private void Emit()
    {
        var tag = Docs.Code(_model.Tag.WireName);
        Docs.Summary(_code, Docs.Sentence(_model.Docs.Summary, _names));
        CompactCode.Remarks(
            _code,
            [
                .. _model.Docs.Remarks.Select(r => Docs.Sentence(r, _names)),
                $"Create one of the nested records, one for each value of {tag}.",
            ]);
        StabilityCode.Attributes(_code, _model.Stability);
        if (IsEvent)
        {
            _code.Line($"[{SystemNames.JsonConverter}(typeof({RuntimeNames.ObjectConverter}<{_type}>))]");
        }

        _code.Line(GeneratedFile.Attribute);
        var bases = new List<string>();
        if (IsArgument)
        {
            bases.Add(RuntimeNames.ArgumentObject);
        }

        if (IsEvent)
        {
            bases.Add($"{RuntimeNames.ObjectInterface}<{_type}>");
        }

        _code.Open($"{_names.Access} abstract partial record {_model.TypeName}{(bases.Count > 0 ? $" : {string.Join(", ", bases)}" : "")}");
        _code.Line($"private protected {_model.TypeName}() {{ }}");
        Docs.Summary(_code, _compact.Description(_model.Tag));
        _code.Line($"public abstract {_compact.TypeOf(_model.Tag)} {_model.Tag.PropertyName} {{ get; }}");
        _compact.FieldProperties(_code, _model.Members);
        new MemberCode(_names).Equality(_code, _model.TypeName, _model.Members, hasBase: IsArgument, isSealed: false);
        EmitReading();
        EmitWriting();
        foreach (var branch in _model.Branches)
        {
            EmitBranch(branch);
        }

        EmitOther();
        _code.Close();
    }

    private void EmitReading()
    {
        _code.Open($"internal static {_type} ReadJson(ref {SystemNames.JsonReader} reader)");
        _code.Line("var start = reader;");
        var absent = _model.Tag.IsOptional
            ? $"return new {_type}.{_model.OtherName}(ref reader, null);"
            : $"throw {RuntimeNames.Json}.Missing(ref start, {Literals.String(_model.Tag.WireName)}, \"a string\");";
        var isNull = _model.Tag.IsOptional ? $" || {RuntimeNames.Json}.IsNull(ref start)" : string.Empty;
        _code.Line($"if (!{RuntimeNames.CommandJson}.Find(ref start, {Literals.Utf8(_model.Tag.WireName)}){isNull}) {{ {absent} }}");
        _code.Line($"var tag = {_tagType}.ReadJson(ref start);");
        _code.Line("return tag.Text switch");
        _code.Line("{");
        foreach (var branch in _model.Branches)
        {
            _code.Line($"    {Literals.String(branch.TagText)} => new {_type}.{branch.TypeName}(ref reader),");
        }

        _code.Line($"    _ => new {_type}.{_model.OtherName}(ref reader, tag),");
        _code.Line("};");
        _code.Close();
        if (IsEvent)
        {
            _code.Line(
                $"static {_type} {RuntimeNames.ObjectInterface}<{_type}>.Read(ref {SystemNames.JsonReader} reader) => "
                    + "ReadJson(ref reader);");
            _code.Line($"void {RuntimeNames.ObjectInterface}<{_type}>.Write({SystemNames.JsonWriter} writer) => WriteJson(writer);");
        }

        if (_model.Members.Count > 0)
        {
            _code.Open($"private bool ReadCommon(ref {SystemNames.JsonReader} reader{CompactCode.MissingParameters(_required.Count)})");
            foreach (var line in _compact.ReadCases(_model.Members, _required, CompactCode.Field, " return true;"))
            {
                _code.Line(line);
            }

            _code.Line("return false;");
            _code.Close();
        }

        _code.Open($"private void ReadAll(ref {SystemNames.JsonReader} reader)");
        EmitLoop([]);
        _code.Close();
    }

    private void EmitLoop(IEnumerable<MemberModel> members)
    {
        List<MemberModel> own = [.. members];
        List<MemberModel> required = [.. _required, .. own.Where(m => !m.IsOptional)];
        var skip = $"{RuntimeNames.Json}.SkipMember(ref reader);";
        CompactCode.ReadObject(
            _code,
            [.. _compact.ReadCases(own, required, static m => m.PropertyName)],
            _model.Members.Count == 0
                ? skip
                : $"if (!ReadCommon(ref reader{CompactCode.MissingArguments(_required.Count)})) {{ {skip} }}",
            required);
    }

    private void EmitWriting()
    {
        CompactCode.WriteJson(_code);
        _code.Open($"internal virtual void {WriteMembers} = default)");
        CompactCode.Write(_code, _model.Members.Prepend(_model.Tag));
        if (IsArgument)
        {
            _code.Line("WriteExtra(writer);");
        }

        _code.Close();
    }

    private void EmitBranch(UnionBranchModel branch)
    {
        var text = Docs.Sentence(branch.Description, _names);
        Docs.Summary(_code, text.Length > 0 ? text : $"{Docs.Code(_model.Tag.WireName)} is {Docs.Code(branch.TagText)}.");
        var header = $"{StabilityCode.Brackets(branch.Stability)}public sealed partial record {branch.TypeName} : {_type}";
        var start = $"public {branch.TypeName}() {{ }} public override {_compact.TypeOf(_model.Tag)} {_model.Tag.PropertyName} => "
            + $"{_tagType}.{branch.TagName};";
        var constructor = $"[{SystemNames.SetsRequiredMembers}] internal {branch.TypeName}(ref {SystemNames.JsonReader} reader)";
        List<MemberModel> all = [.. branch.Members, .. branch.Inner is null ? [] : new[] { branch.Inner }];
        if (all.Count == 0)
        {
            _code.Line($"{header} {{ {start} {constructor} => ReadAll(ref reader); }}");
            return;
        }

        _code.Open(header);
        _code.Line(start);
        _code.Open(constructor);
        if (branch.Inner is { } inner)
        {
            _code.Line($"var start = reader; {inner.PropertyName} = {_names.Of(inner.Type)}.ReadJson(ref start);");
        }

        EmitLoop(branch.Members);
        _code.Close();
        _compact.Properties(_code, all);
        new MemberCode(_names).Equality(_code, branch.TypeName, all, hasBase: true);
        EmitWriting(branch);
        _code.Close();
    }

    private void EmitWriting(UnionBranchModel branch)
    {
        OpenWriting();
        CompactCode.Write(_code, branch.Members);
        if (branch.Inner is { } inner)
        {
            _code.Line(
                $"{inner.PropertyName}.WriteMembers(writer, {RuntimeNames.JsonValues}.AddNames({UnionCode.Written}, {OwnNames()}));");
        }

        _code.Close();
    }

    private void EmitOther()
    {
        var name = _model.OtherName;
        Docs.Summary(_code, $"An object whose {Docs.Code(_model.Tag.WireName)} has a value that the spec does not list.");
        _code.Open($"public sealed partial record {name} : {_type}");
        _code.Line(
            "/// <summary>Initializes an object.</summary><param name=\"tag\">The value.</param><param name=\"json\">Its members.</param>");
        _code.Line($"public {name}({_tagType} tag, {SystemNames.JsonElement} json) {{ {_model.Tag.PropertyName} = tag; Json = json; }}");
        var (tag, tagType) = (_model.Tag.PropertyName, _compact.TypeOf(_model.Tag));
        _code.Open($"[{SystemNames.SetsRequiredMembers}] internal {name}(ref {SystemNames.JsonReader} reader, {tagType} tag)");
        _code.Line("var start = reader;");
        _code.Line($"{_model.Tag.PropertyName} = tag;");
        _code.Line($"Json = {RuntimeNames.Json}.ReadElement(ref start);");
        _code.Line("ReadAll(ref reader);");
        _code.Close();
        _code.Line($"public override {_compact.TypeOf(_model.Tag)} {_model.Tag.PropertyName} {{ get; }}");
        Docs.Summary(_code, "The whole object as received.");
        _code.Line($"public {SystemNames.JsonElement} Json {{ get; }}");
        _code.Line(
            $"public bool Equals({name}? other) => base.Equals(({_type}?)other) && {tag} == other!.{tag} "
                + $"&& {RuntimeNames.Json}.ValueEquals(Json, other.Json);");
        _code.Line($"public override int GetHashCode() => global::System.HashCode.Combine(base.GetHashCode(), {_model.Tag.PropertyName});");
        OpenWriting();
        var written = $"{RuntimeNames.JsonValues}.AddNames({UnionCode.Written}, {OwnNames()})";
        _code.Line($"{RuntimeNames.JsonValues}.WriteMembers(writer, Json, {written});");
        _code.Close();
        _code.Close();
    }

    /// <summary>Starts to write the members of a shape, after those that all shapes have.</summary>
    private void OpenWriting() =>
        _code.Open($"internal override void {WriteMembers})", $"base.WriteMembers(writer, {UnionCode.Written});");

    private string OwnNames() => string.Join(", ", _model.Members.Prepend(_model.Tag).Select(m => Literals.String(m.WireName)));
}
