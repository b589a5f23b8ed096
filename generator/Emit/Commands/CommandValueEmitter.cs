using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit.Commands;

/// <summary>
/// Emits a value list that only commands use: the same type as for events, in fewer lines. Its values stand in an array, in
/// the order of the enum's.
/// </summary>
internal static class CommandValueEmitter
{
    private const int WidestLine = 120;

    public static void Emit(CodeWriter code, ValueListModel model, TypeNames names)
    {
        var type = names.Of(model.TypeName);
        var kind = names.Of(model.KindTypeName);
        var unlisted = $"{kind}.{ValueListModel.UnlistedName}";
        Docs.Summary(code, Docs.Sentence(model.Docs!.Summary, names));
        CompactCode.Remarks(
            code,
            [
                .. model.Docs.Remarks.Select(r => Docs.Sentence(r, names)),
                $"A value that the spec does not list is kept as received: {Docs.Code("Kind")} is then <see cref=\"{unlisted}\"/>.",
            ]);
        StabilityCode.Attributes(code, model.Stability);
        code.Open(
            $"{ValueParsingCode.Attribute(type)} {GeneratedFile.Attribute} "
                + $"{names.Access} readonly partial record struct {model.TypeName} : {RuntimeNames.ListedValueInterface}<{type}>");
        var texts = string.Join(", ", model.Values.Select(v => Literals.String(v.Text)));
        code.Line($"private static readonly string[] Values = new string[] {{ {texts} }};");
        code.Line("private readonly string? _text;");
        CompactCode.Documented(
            code,
            "Creates a value from any text, documented or not.",
            $"public {model.TypeName}(string text) => _text = text ?? throw new global::System.ArgumentNullException(nameof(text));");
        foreach (var value in model.Values)
        {
            CompactCode.Documented(
                code,
                ValueListEmitter.Meaning(value),
                $"{StabilityCode.Brackets(value.Stability)}public static {type} {value.Name} => "
                    + $"new {type}({Literals.String(value.Text)});");
        }

        CompactCode.Documented(code, "The text as sent on the wire.", "public string Text => _text ?? string.Empty;");
        CompactCode.Documented(
            code,
            $"The documented value that this is, or <see cref=\"{unlisted}\"/>.",
            $"public {kind} Kind => ({kind})(global::System.Array.IndexOf(Values, Text) + 1);");
        code.Lines($$"""
            public bool Equals({{type}} other) => Text == other.Text;
            public override int GetHashCode() => global::System.StringComparer.Ordinal.GetHashCode(Text);
            public override string ToString() => Text;
            """);
        code.Line(
            $"internal static {type} ReadJson(ref {SystemNames.JsonReader} reader) => "
                + $"new({RuntimeNames.CommandJson}.ReadKnown(ref reader, Values));");
        code.Line(
            $"static {type} {RuntimeNames.ValueInterface}<{type}>.Read(ref {SystemNames.JsonReader} reader) => ReadJson(ref reader);");
        foreach (var (docs, declaration) in ValueParsingCode.Methods(type))
        {
            code.Line($"/** {docs} */ {declaration}");
        }

        code.Line($"{ValueParsingCode.Values(type)} => global::System.Array.ConvertAll(Values, static text => new {type}(text));");
        code.Close();
        Docs.Summary(code, $"The documented values of <see cref=\"{type}\"/>, for use in a switch.");
        code.Open($"{StabilityCode.Brackets(model.Stability)}{GeneratedFile.AttributeOfEnum} {names.Access} enum {model.KindTypeName}");
        var line = ValueListModel.UnlistedName;
        foreach (var value in model.Values)
        {
            var next = $"{StabilityCode.Brackets(value.Stability)}{value.Name}";
            if (line.Length + next.Length > WidestLine)
            {
                code.Line($"{line},");
                line = next;
            }
            else
            {
                line += $", {next}";
            }
        }

        code.Line(line);
        code.Close();
    }
}
