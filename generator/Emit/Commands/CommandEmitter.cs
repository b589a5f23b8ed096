using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit.Commands;

/// <summary>Emits the record of a command: required arguments are its parameters, the others its properties.</summary>
internal sealed class CommandEmitter
{
    private readonly CodeWriter _code;
    private readonly CommandModel _model;
    private readonly TypeNames _names;
    private readonly CompactCode _compact;
    private readonly string _type;
    private readonly string _result;

    private CommandEmitter(CodeWriter code, CommandModel model, TypeNames names)
    {
        (_code, _model, _names) = (code, model, names);
        _compact = new CompactCode(names);
        _type = names.Of(model.TypeName);
        _result = ResultOf(model, names);
    }

    /// <summary>The arguments that a command cannot do without.</summary>
    public static IReadOnlyList<MemberModel> Required(CommandModel model) =>
        model.Arguments is { } union ? [union] : [.. model.Members.Where(m => !m.IsOptional)];

    public static string ResultOf(CommandModel model, TypeNames names) =>
        model.Result is { } result ? names.Of(result) : RuntimeNames.Nothing;

    public static void Emit(CodeWriter code, CommandModel model, TypeNames names) => new CommandEmitter(code, model, names).Emit();

    private void Emit()
    {
        var required = Required(_model);
        EmitDocs(required);
        StabilityCode.Attributes(_code, _model.Stability);
        var parameters = string.Join(", ", required.Select(m => $"{Attributes(m)}{_compact.TypeOf(m)} {m.PropertyName}"));
        _code.Open(
            $"{GeneratedFile.Attribute} {_names.Access} sealed partial record {_model.TypeName}({parameters}) : "
                + $"{RuntimeNames.Command}<{_result}>, {RuntimeNames.CommandInterface}<{_type}>");
        var takes = _model.Members.Count > 0 || _model.Arguments is not null ? "protected override bool TakesArguments => true; " : "";
        var name = Literals.String(_model.WireName);
        _code.Line(
            $"public override string CommandName => {name}; {takes}"
                + $"static string {RuntimeNames.CommandInterface}<{_type}>.WireName => {name};");
        EmitOptions();
        _compact.Properties(_code, _model.Members.Where(m => m.IsOptional));
        EmitRead(required);
        EmitWrite();
        EmitResult();
        new MemberCode(_names).Equality(_code, _model.TypeName, _model.Members, hasBase: true);
        _code.Close();
    }

    private void EmitDocs(IReadOnlyList<MemberModel> required)
    {
        Docs.Summary(_code, Summary(_model, _names));
        var remarks = _model.Docs.Remarks.Select(r => Docs.Sentence(r, _names)).ToList();
        if (_model.Docs.Returns.Length > 0)
        {
            remarks.Add($"Returns: {Literals.Xml(_model.Docs.Returns)}");
        }

        if (_model.Docs.Errors.Length > 0)
        {
            remarks.Add($"Errors: {Literals.Xml(_model.Docs.Errors)}");
        }

        remarks.Add($"On the wire: {Docs.Code(_model.WireName)}.");
        CompactCode.Remarks(_code, remarks);
        foreach (var member in required)
        {
            _code.Line($"/// <param name=\"{member.PropertyName}\">{_compact.Description(member)}</param>");
        }

        EmitExample();
    }

    /// <summary>The first example of the spec; a message that fits on a line gets one.</summary>
    private void EmitExample()
    {
        const int Widest = 120;
        if (_model.Docs.Examples.Count == 0)
        {
            return;
        }

        var lines = new List<string>();
        foreach (var message in Messages(_model.Docs.Examples[0]))
        {
            var flat = string.Join(" ", message.Select(l => l.Trim()));
            lines.AddRange(flat.Length <= Widest ? [flat] : message);
        }

        _code.Line("/// <example><code>");
        foreach (var line in lines)
        {
            _code.Line($"/// {Literals.Xml(line)}".TrimEnd());
        }

        _code.Line("/// </code></example>");
    }

    /// <summary>The lines of each message of a dialogue, in which an arrow starts one.</summary>
    private static IEnumerable<List<string>> Messages(string example)
    {
        var message = new List<string>();
        foreach (var line in example.Split('\n').Where(l => l.Trim().Length > 0))
        {
            if (message.Count > 0 && (line.StartsWith("->", StringComparison.Ordinal) || line.StartsWith("<-", StringComparison.Ordinal)))
            {
                yield return message;
                message = [];
            }

            message.Add(line);
        }

        yield return message;
    }

    public static string Summary(CommandModel model, TypeNames names) => model.Docs.Summary.IsEmpty
        ? $"The command {Docs.Code(model.WireName)}."
        : Docs.Sentence(model.Docs.Summary, names);

    private static string Attributes(MemberModel member)
    {
        var attributes = StabilityCode.List(member.Stability);
        return attributes.Length == 0 ? string.Empty : $"[property: {attributes}] ";
    }

    private void EmitOptions()
    {
        if (_model.IsOpen)
        {
            CompactCode.Documented(
                _code,
                "The arguments that the spec leaves open. They are sent beside the others.",
                $"public {RuntimeNames.Arguments} Properties {{ get => Extra; init => Extra = value; }}");
        }

        if (_model.AllowsOutOfBand)
        {
            CompactCode.Documented(
                _code,
                "Whether the command runs ahead of queued commands. The client must have enabled out-of-band execution.",
                "public bool IsOutOfBand { get; init; } protected override bool RunsOutOfBand => IsOutOfBand;");
        }
    }

    private void EmitRead(IReadOnlyList<MemberModel> required)
    {
        var signature = $"static {_type} {RuntimeNames.CommandInterface}<{_type}>.ReadArguments(ref {SystemNames.JsonReader} reader)";
        if (_model.Arguments is { } union)
        {
            _code.Line($"{signature} => new({_compact.Read(union.Type)});");
            return;
        }

        var defaults = string.Join(", ", required.Select(m => $"default({_compact.TypeOf(m)})!"));
        if (_model.Members.Count == 0)
        {
            _code.Line($"{signature} => {RuntimeNames.CommandJson}.WithExtra<{_result}, {_type}>(ref reader, new {_type}());");
            return;
        }

        _code.Line($"{signature} => new(ref reader, default);");
        _code.Open($"private {_model.TypeName}(ref {SystemNames.JsonReader} reader, {RuntimeNames.Nothing} _) : this({defaults})");
        CompactCode.ReadObject(
            _code,
            [.. _compact.ReadCases(_model.Members, required, static m => m.PropertyName)],
            $"{RuntimeNames.CommandJson}.ReadExtra(ref reader, Extra);",
            required);
        _code.Close();
    }

    private void EmitWrite()
    {
        if (_model.Members.Count == 0 && _model.Arguments is null)
        {
            return;
        }

        _code.Open($"protected override void WriteArguments({SystemNames.JsonWriter} writer)");
        CompactCode.Write(_code, _model.Members);
        if (_model.Arguments is { } union)
        {
            _code.Line($"{union.PropertyName}.WriteMembers(writer);");
        }

        _code.Close();
    }

    private void EmitResult()
    {
        if (_model.Result is not { } result)
        {
            return;
        }

        _code.Line(
            $"protected override {_result} ReadResult(ref {SystemNames.JsonReader} reader) => {_compact.Read(result)};");
        _code.Line(
            $"protected override void WriteResult({SystemNames.JsonWriter} writer, {_result} result) => "
                + $"{CompactCode.WriteValue(result, "result")}");
    }
}
