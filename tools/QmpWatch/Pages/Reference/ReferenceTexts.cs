namespace QmpWatch.Pages.Reference;

/// <summary>Writes words: paragraphs in which events are links, and marks for what is not to stay.</summary>
/// <param name="html">Takes them.</param>
internal sealed class ReferenceTexts(HtmlWriter html)
{
    /// <summary>A paragraph that starts with a capital and ends with a stop; nothing if there are no words.</summary>
    public void Paragraph(ReferenceText text, string? className = null)
    {
        if (text.IsEmpty)
        {
            return;
        }

        html.Open("p", ("class", className));
        for (var i = 0; i < text.Parts.Count; i++)
        {
            var (words, eventName) = text.Parts[i];
            if (eventName is not null)
            {
                EventLink(eventName);
            }
            else
            {
                html.Text(i == 0 ? char.ToUpperInvariant(words[0]) + words[1..] : words);
            }
        }

        html.Text(char.IsLetterOrDigit(text.ToString()[^1]) ? "." : string.Empty).Close();
    }

    public void EventLink(string name) => html.Open("a", ("href", $"#{name}")).Element("code", name).Close();

    public void Standing(Standing standing)
    {
        if (standing.Deprecation is { } reason)
        {
            html.Open("p", ("class", "standing")).Element("b", "Deprecated", ("class", "badge warn"))
                .Text(" ").Element("bdi", reason).Close();
        }

        if (standing.IsUnstable)
        {
            html.Open("p", ("class", "standing"))
                .Element("b", "Unstable", ("class", "badge warn"))
                .Text(" It may change or disappear without notice.")
                .Close();
        }
    }
}
