namespace QmpWatch.Pages.Reference;

/// <summary>Writes the commands of a schema, an article each as for events.</summary>
/// <param name="html">Takes them.</param>
/// <param name="texts">Writes paragraphs.</param>
internal sealed class CommandArticles(HtmlWriter html, ReferenceTexts texts)
{
    /// <summary>Writes the list of them.</summary>
    public static void WriteContents(HtmlWriter html, IReadOnlyList<ReferenceCommand> commands)
    {
        if (commands.Count == 0)
        {
            return;
        }

        html.Open("ul", ("class", "events"));
        foreach (var command in commands)
        {
            var isLeaving = command.Standing.Deprecation is not null || command.Standing.IsUnstable;
            html.Open("li")
                .Element("a", command.Name, ("href", $"#{Anchor(command)}"), ("class", isLeaving ? "leaving" : null))
                .Close();
        }

        html.Close();
    }

    public void Write(IReadOnlyList<ReferenceCommand> commands)
    {
        foreach (var command in commands)
        {
            Write(command);
        }
    }

    // The name alone may be that of an event on a disk that does not tell small letters from capitals, and of a part of the page.
    private static string Anchor(ReferenceCommand command) => $"command-{command.Name}";

    private void Write(ReferenceCommand command)
    {
        var anchor = Anchor(command);
        html.Open("article", ("id", anchor), ("aria-labelledby", $"title-{anchor}"))
            .Open("header")
            .Open("h2", ("id", $"title-{anchor}")).Element("a", command.Name, ("href", $"#{anchor}")).Close()
            .Element("code", command.TypeName, ("class", "cs"));
        if (command.Since is { } since)
        {
            html.Text(" ").Element("span", $"since {since}", ("class", "badge"));
        }

        html.Text(" ").Element("span", "command", ("class", "badge")).Close();
        texts.Standing(command.Standing);
        texts.Paragraph(command.Description, "lead");
        foreach (var note in command.Notes)
        {
            texts.Paragraph(note, "note");
        }

        if (command.Arguments.IsEmpty)
        {
            html.Element("p", "This command has no arguments.", ("class", "quiet"));
        }
        else
        {
            new MemberTable(html, texts).Write(command.Arguments, $"The arguments of {command.Name}");
        }

        WriteFacts(command);
        foreach (var example in command.Examples)
        {
            html.Open("details", ("class", "example")).Open("summary").Text("Example").Close().Element("pre", example).Close();
        }

        html.Close();
    }

    private void WriteFacts(ReferenceCommand command)
    {
        html.Open("dl", ("class", "facts")).Element("dt", "Result").Open("dd");
        html.Element("code", command.Result ?? "QmpNothing", ("class", "cs")).Close();
        foreach (var (title, text) in command.Facts)
        {
            html.Element("dt", title).Element("dd", text);
        }

        html.Close();
    }
}
