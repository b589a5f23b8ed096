using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// Emits a value list: a type that holds any text, with the documented ones as properties, and an enum of the
/// documented ones to switch over.
/// </summary>
internal static class ValueListEmitter
{
    /// <summary>The name of the emitted method that knows the documented values.</summary>
    public const string KnownMethod = "ReadKnown";

    public static void Emit(CodeWriter code, ValueListModel model, TypeNames names)
    {
        EmitType(code, model, names);
        code.Line();
        EmitKind(code, model, names);
    }

    private static void EmitType(CodeWriter code, ValueListModel model, TypeNames names)
    {
        var type = names.Of(model.TypeName);
        var kind = names.Of(model.KindTypeName);
        var open =
            $"A value that the spec does not list is kept as received: {Docs.Code("Kind")} is then "
            + $"<see cref=\"{kind}.{ValueListModel.UnlistedName}\"/> and {Docs.Code("Text")} holds the value.";
        if (model.Docs is { } docs)
        {
            Docs.Type(code, docs, model.EventNames, names, open);
        }
        else
        {
            Docs.Summary(
                code,
                $"The member {Docs.Code(model.MemberName)} of {Docs.EventList(model.EventNames, names)}: one of the documented "
                    + "values, or any other text.");
            Docs.Remarks(code, [open]);
        }

        StabilityCode.Attributes(code, model.Stability);
        code.Line($"[{SystemNames.JsonConverter}(typeof({RuntimeNames.ValueConverter}<{type}>))]");
        code.Line(ValueParsingCode.Attribute(type));
        code.Line(GeneratedFile.Attribute);
        code.Open(
            $"{names.Access} readonly partial struct {model.TypeName} : "
                + $"global::System.IEquatable<{type}>, {RuntimeNames.ListedValueInterface}<{type}>");
        code.Lines($$"""
            private readonly string? _text;

            /// <summary>Creates a value from any text, documented or not.</summary>
            /// <param name="text">The text on the wire.</param>
            /// <exception cref="global::System.ArgumentNullException"><paramref name="text"/> is null.</exception>
            public {{model.TypeName}}(string text)
            {
                global::System.ArgumentNullException.ThrowIfNull(text);
                _text = text;
            }

            """);
        foreach (var value in model.Values)
        {
            Docs.Summary(code, Meaning(value));
            StabilityCode.Attributes(code, value.Stability);
            code.Line($"public static {type} {value.Name} => new {type}({Literals.String(value.Text)});");
            code.Line();
        }

        code.Lines($$"""
            /// <summary>The text as sent on the wire.</summary>
            public string Text => _text ?? string.Empty;

            /// <summary>The documented value that this is, or <see cref="{{kind}}.{{ValueListModel.UnlistedName}}"/>.</summary>
            public {{kind}} Kind => Text switch
            {
            """);
        foreach (var value in model.Values)
        {
            code.Line($"    {Literals.String(value.Text)} => {kind}.{value.Name},");
        }

        code.Lines($$"""
                _ => {{kind}}.{{ValueListModel.UnlistedName}},
            };

            /// <summary>Determines whether both values have the same text.</summary>
            /// <param name="left">The first value.</param>
            /// <param name="right">The second value.</param>
            /// <returns>True if the values are equal.</returns>
            public static bool operator ==({{type}} left, {{type}} right) => left.Equals(right);

            /// <summary>Determines whether the values have different texts.</summary>
            /// <param name="left">The first value.</param>
            /// <param name="right">The second value.</param>
            /// <returns>True if the values differ.</returns>
            public static bool operator !=({{type}} left, {{type}} right) => !left.Equals(right);

            /// <inheritdoc/>
            public bool Equals({{type}} other) => string.Equals(Text, other.Text, global::System.StringComparison.Ordinal);

            /// <inheritdoc/>
            public override bool Equals(object? obj) => obj is {{type}} other && Equals(other);

            /// <inheritdoc/>
            public override int GetHashCode() => global::System.StringComparer.Ordinal.GetHashCode(Text);

            /// <summary>The text as sent on the wire.</summary>
            /// <returns>The same as <see cref="Text"/>.</returns>
            public override string ToString() => Text;

            static {{type}} {{RuntimeNames.ValueInterface}}<{{type}}>.Read(ref {{SystemNames.JsonReader}} reader) => ReadJson(ref reader);

            internal static {{type}} ReadJson(ref {{SystemNames.JsonReader}} reader)
            {
                var isPlain = reader.TokenType == global::System.Text.Json.JsonTokenType.String
                    && !reader.HasValueSequence
                    && !reader.ValueIsEscaped;
                return (isPlain ? {{KnownMethod}}(reader.ValueSpan) : null) ?? new {{type}}({{RuntimeNames.Json}}.ReadString(ref reader));
            }

            """);
        EmitKnown(code, model, type);
        foreach (var (summary, declaration) in ValueParsingCode.Methods(type))
        {
            code.Line().Line($"/// {summary}").Line(declaration);
        }

        var values = string.Join(", ", model.Values.Select(v => v.Name));
        code.Line().Line($"{ValueParsingCode.Values(type)} {{ get; }} = new {type}[] {{ {values} }};");
        code.Close();
    }

    private static void EmitKnown(CodeWriter code, ValueListModel model, string type)
    {
        code.Open($"internal static {type}? {KnownMethod}(global::System.ReadOnlySpan<byte> utf8)");
        foreach (var value in model.Values)
        {
            code.Line($"if (global::System.MemoryExtensions.SequenceEqual(utf8, {Literals.Utf8(value.Text)})) {{ return {value.Name}; }}");
        }

        code.Line();
        code.Line("return null;");
        code.Close();
    }

    private static void EmitKind(CodeWriter code, ValueListModel model, TypeNames names)
    {
        Docs.Summary(code, $"The documented values of <see cref=\"{names.Of(model.TypeName)}\"/>, for use in a switch.");
        StabilityCode.Attributes(code, model.Stability);
        code.Line(GeneratedFile.AttributeOfEnum);
        code.Open($"{names.Access} enum {model.KindTypeName}");
        Docs.Summary(code, "A value that the spec does not list.");
        code.Line($"{ValueListModel.UnlistedName} = 0,");
        for (var i = 0; i < model.Values.Count; i++)
        {
            code.Line();
            Docs.Summary(code, Meaning(model.Values[i]));
            StabilityCode.Attributes(code, model.Values[i].Stability);
            code.Line($"{model.Values[i].Name} = {i + 1},");
        }

        code.Close();
    }

    public static string Meaning(ValueModel value) => value.Description.Length == 0
        ? $"{Docs.Code(value.Text)}."
        : $"{Docs.Code(value.Text)}: {Literals.Xml(value.Description.TrimEnd('.'))}.";
}
