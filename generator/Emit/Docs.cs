using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Writes XML documentation.</summary>
internal static class Docs
{
    private const int LongestEventList = 8;

    public static void Summary(CodeWriter code, string xml) => code.Line($"/// <summary>{xml}</summary>");

    public static void Remarks(CodeWriter code, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count == 0)
        {
            return;
        }

        code.Line("/// <remarks>");
        foreach (var paragraph in paragraphs)
        {
            code.Line($"/// <para>{paragraph}</para>");
        }

        code.Line("/// </remarks>");
    }

    /// <summary>What the spec says of a type, and the events that have it.</summary>
    public static void Type(CodeWriter code, TypeDocs docs, IReadOnlyList<string> eventNames, TypeNames names, params string[] more)
    {
        Summary(code, Sentence(docs.Summary, names));
        Remarks(code, [.. docs.Remarks.Select(r => Sentence(r, names)), .. more, $"Part of {EventList(eventNames, names)}."]);
    }

    /// <summary>Messages that the spec shows, as they stand there.</summary>
    public static void Examples(CodeWriter code, IReadOnlyList<string> examples)
    {
        foreach (var example in examples)
        {
            code.Line("/// <example>").Line("/// <code>");
            foreach (var line in example.Split('\n'))
            {
                code.Line($"/// {Literals.Xml(line)}".TrimEnd());
            }

            code.Line("/// </code>").Line("/// </example>");
        }
    }

    /// <summary>A paragraph with its links, starting with a capital and ending with a stop.</summary>
    public static string Sentence(Prose prose, TypeNames names)
    {
        var xml = string.Concat(prose.Parts.Select(p => Part(p, names)));
        if (prose.Parts.Count > 0 && prose.Parts[0].EventTypeName is null)
        {
            xml = char.ToUpperInvariant(xml[0]) + xml.Substring(1);
        }

        return xml.Length > 0 && char.IsLetterOrDigit(xml[xml.Length - 1]) || xml.EndsWith(">", StringComparison.Ordinal) ? $"{xml}." : xml;
    }

    /// <summary>Links to events, as in "A, B and C".</summary>
    public static string EventList(IReadOnlyList<string> wireNames, TypeNames names)
    {
        var links = wireNames.Take(LongestEventList).Select(n => Link(names.OfEvent(n), n)).ToList();
        if (wireNames.Count > LongestEventList)
        {
            return $"{string.Join(", ", links)} and {wireNames.Count - LongestEventList} more";
        }

        return links.Count == 1
            ? links[0]
            : $"{string.Join(", ", links.Take(links.Count - 1))} and {links[links.Count - 1]}";
    }

    public static string Code(string text) => $"<c>{Literals.Xml(text)}</c>";

    private static string Part(ProsePart part, TypeNames names) =>
        part.EventTypeName is null ? Literals.Xml(part.Text) : Link(names.Of(part.EventTypeName), part.Text);

    private static string Link(string typeName, string text) => $"<see cref=\"{typeName}\">{Literals.Xml(text)}</see>";
}
