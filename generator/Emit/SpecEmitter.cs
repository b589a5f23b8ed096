using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the class that knows all events of a spec.</summary>
internal static class SpecEmitter
{
    public static void Emit(CodeWriter code, EventSchema schema, TypeNames names, LayoutShapes shapes)
    {
        Docs.Summary(code, "The events of the spec: their names, and methods to read them.");
        code.Line(GeneratedFile.Attribute);
        code.Open($"{names.Access} static partial class QmpEvents");
        code.Lines($$"""
            /// <summary>Reads the events of this spec. Pass it to a client to receive typed events.</summary>
            public static {{RuntimeNames.EventReader}} Reader { get; } = new SpecReader();

            /// <summary>The wire names of the events, in the order of the spec.</summary>
            public static {{SystemNames.ReadOnlyList}}<string> EventNames { get; } = global::System.Array.AsReadOnly(new string[]
            {
            """);
        foreach (var e in schema.Events)
        {
            code.Line($"    {Literals.String(e.WireName)},");
        }

        code.Lines($$"""
            });

            /// <summary>Reads one event from JSON.</summary>
            /// <param name="utf8">One JSON object in UTF-8.</param>
            /// <returns>
            /// The event's record, or an <see cref="{{RuntimeNames.UnknownEvent}}"/> if the spec does not define the event.
            /// </returns>
            /// <exception cref="global::System.Text.Json.JsonException">
            /// The text is not an event, or a member is missing or has the wrong type.
            /// </exception>
            public static {{RuntimeNames.Event}} Parse(global::System.ReadOnlySpan<byte> utf8) => Reader.Read(utf8);

            /// <summary>Reads one event from JSON.</summary>
            /// <param name="json">One JSON object.</param>
            /// <returns>
            /// The event's record, or an <see cref="{{RuntimeNames.UnknownEvent}}"/> if the spec does not define the event.
            /// </returns>
            /// <exception cref="global::System.Text.Json.JsonException">
            /// The text is not an event, or a member is missing or has the wrong type.
            /// </exception>
            public static {{RuntimeNames.Event}} Parse(string json) => Reader.Read(json);

            """);
        EmitReader(code, schema, names, shapes);
        code.Close();
    }

    private static void EmitReader(CodeWriter code, EventSchema schema, TypeNames names, LayoutShapes shapes)
    {
        code.Open($"private sealed class SpecReader : {RuntimeNames.EventReader}");
        code.Line(
            $"public override {SystemNames.ReadOnlyList}<{RuntimeNames.EventInfo}> Events {{ get; }} = "
                + $"global::System.Array.AsReadOnly(new {RuntimeNames.EventInfo}[]");
        code.Line("{");
        foreach (var e in schema.Events)
        {
            code.Line($"    {Info(e, names)},");
        }

        code.Line("});");
        code.Line();
        code.Open(
            $"protected override {RuntimeNames.Event}? ReadData(global::System.ReadOnlySpan<byte> name, "
                + $"ref {SystemNames.JsonReader} data, {RuntimeNames.Timestamp} timestamp)");
        EmitChoice(code, schema.Events, names, "ReadJson(ref data, timestamp)");
        code.Close();
        if (schema.Events.Where(shapes.Contains).ToList() is { Count: > 0 } plain)
        {
            code.Line();
            code.Open(
                $"protected override {RuntimeNames.Event}? {LayoutCode.Method}({RuntimeNames.LayoutReader} message, "
                    + $"global::System.ReadOnlySpan<byte> name, {RuntimeNames.Timestamp} timestamp)");
            EmitChoice(code, plain, names, $"{LayoutCode.Method}(message, timestamp)");
            code.Close();
        }

        code.Close();
    }

    private static void EmitChoice(CodeWriter code, IEnumerable<EventModel> events, TypeNames names, string call)
    {
        var groups = events.GroupBy(e => e.WireName.Length).OrderBy(g => g.Key).ToList();
        if (groups.Count == 0)
        {
            code.Line("return null;");
            return;
        }

        code.Open("switch (name.Length)");
        foreach (var group in groups)
        {
            code.Line($"case {group.Key}:");
            foreach (var e in group)
            {
                code.Line(
                    $"    if (global::System.MemoryExtensions.SequenceEqual(name, {Literals.Utf8(e.WireName)})) {{ return "
                        + $"{names.Of(e.TypeName)}.{call}; }}");
            }

            code.Line("    break;");
        }

        code.Close();
        code.Line();
        code.Line("return null;");
    }

    private static string Info(EventModel e, TypeNames names)
    {
        var info = $"new {RuntimeNames.EventInfo}({Literals.String(e.WireName)}, typeof({names.Of(e.TypeName)}))";
        var properties = new List<string>();
        if (e.RateLimit is { } limit)
        {
            properties.Add("IsRateLimited = true");
            if (limit.Key is not null)
            {
                properties.Add($"RateLimitKey = {Literals.String(limit.Key)}");
            }
        }

        if (e.FollowedBy.Count > 0)
        {
            properties.Add($"FollowedBy = new string[] {{ {string.Join(", ", e.FollowedBy.Select(Literals.String))} }}");
        }

        return properties.Count == 0 ? info : $"{info} {{ {string.Join(", ", properties)} }}";
    }
}
