using System.Globalization;

namespace QmpWatch.Pages.Reference;

/// <summary>Writes the reference of a spec's events as one page.</summary>
internal sealed class ReferencePage
{
    private readonly ReferenceModel _model;
    private readonly HtmlWriter _html;
    private readonly ReferenceTexts _texts;
    private readonly ILookup<string, string> _followers;
    private readonly ILookup<string, (string Anchor, int? Line)> _defects;

    private ReferencePage(ReferenceModel model, HtmlWriter html)
    {
        _model = model;
        _html = html;
        _texts = new ReferenceTexts(html);
        _followers = model.Arrows.ToLookup(a => a.To, a => a.From, StringComparer.Ordinal);
        _defects = model.Defects
            .Select((d, i) => (d.EventName, Place: (DefectTable.Anchor(i), d.Line)))
            .Where(d => d.EventName is not null)
            .ToLookup(d => d.EventName!, d => d.Place, StringComparer.Ordinal);
    }

    /// <summary>Writes the page.</summary>
    public static void Write(ReferenceModel model, TextWriter output) =>
        new HtmlPage($"{model.Source}: events", ["base.css", "reference.css"], ["reference.js"])
            .Write(output, html => new ReferencePage(model, html).WriteBody());

    private void WriteBody()
    {
        _html.Element("a", "Skip to the events", ("class", "skip"), ("href", "#events"));
        WriteHeader();
        _html.Open("div", ("class", "columns"));
        WriteNavigation();
        _html.Open("main", ("id", "events"), ("tabindex", "-1"));
        _html.Open("p", ("id", "nothing"), ("hidden", "")).Text("No event matches all these words.").Close();
        if (_model.Arrows.Count > 0)
        {
            FollowGraphDrawing.Write(_html, _model);
        }

        foreach (var e in _model.Events)
        {
            WriteEvent(e);
        }

        new CommandArticles(_html, _texts).Write(_model.Commands);
        if (_model.Defects.Count > 0)
        {
            DefectTable.Write(_html, _texts, _model);
        }

        _html.Close().Close();
    }

    private void WriteHeader()
    {
        var withData = _model.Events.Count(e => !e.Members.IsEmpty);
        var facts = new List<string> { Count(_model.Events.Count, "event"), $"{withData} with data" };
        if (_model.Commands.Count > 0)
        {
            facts.Add(Count(_model.Commands.Count, "command"));
        }

        if (_model.Defects.Count > 0)
        {
            facts.Add(Count(_model.Defects.Count, "defect"));
        }

        _html.Open("header", ("class", "top"))
            .Open("div")
            .Element("h1", _model.Commands.Count > 0 ? "QEMU events and commands" : "QEMU events")
            .Open("p", ("class", "source"))
            .Element("code", _model.Source)
            .Text($" · {string.Join(" · ", facts)}")
            .Close()
            .Close()
            .Open("form", ("role", "search"))
            .Element("label", "Filter the events", ("for", "search"), ("class", "unseen"))
            .Void(
                "input",
                ("id", "search"),
                ("type", "search"),
                ("placeholder", "Filter: name, member, value, word"),
                ("autocomplete", "off"),
                ("spellcheck", "false"),
                ("aria-keyshortcuts", "/"))
            .Open("output", ("id", "found"), ("for", "search")).Close()
            .Close()
            .Close();
    }

    private void WriteNavigation()
    {
        _html.Open("nav", ("aria-label", "Events")).Open("details", ("open", "")).Open("summary").Text("Contents").Close();
        _html.Open("ul", ("class", "parts"));
        if (_model.Arrows.Count > 0)
        {
            _html.Open("li").Element("a", "What follows what", ("href", "#what-follows")).Close();
        }

        if (_model.Defects.Count > 0)
        {
            _html.Open("li").Element("a", "Problems in the document", ("href", "#defects")).Close();
        }

        _html.Close().Open("ul", ("class", "events"));
        foreach (var e in _model.Events)
        {
            var isLeaving = e.Standing.Deprecation is not null || e.Standing.IsUnstable;
            _html.Open("li").Element("a", e.Name, ("href", $"#{e.Name}"), ("class", isLeaving ? "leaving" : null)).Close();
        }

        _html.Close();
        CommandArticles.WriteContents(_html, _model.Commands);
        _html.Close().Close();
    }

    private void WriteEvent(ReferenceEvent e)
    {
        _html.Open("article", ("id", e.Name), ("aria-labelledby", $"title-{e.Name}"))
            .Open("header")
            .Open("h2", ("id", $"title-{e.Name}")).Element("a", e.Name, ("href", $"#{e.Name}")).Close()
            .Element("code", e.TypeName, ("class", "cs"));
        Badge(e.Since is null ? null : $"since {e.Since}", "badge");
        Badge(e.RateLimit is null ? null : "rate-limited", "badge");
        _html.Close();
        _texts.Standing(e.Standing);
        _texts.Paragraph(e.Description, "lead");
        foreach (var note in e.Notes)
        {
            _texts.Paragraph(note, "note");
        }

        if (e.Members.IsEmpty)
        {
            _html.Element("p", "This event has no data.", ("class", "quiet"));
        }
        else
        {
            new MemberTable(_html, _texts).Write(e.Members, $"The data of {e.Name}");
        }

        WriteFacts(e);
        foreach (var example in e.Examples)
        {
            _html.Open("details", ("class", "example"), ("open", "")).Open("summary").Text("Example").Close().Open("pre");
            JsonColours.Write(_html, example);
            _html.Close().Close();
        }

        _html.Close();
    }

    private void WriteFacts(ReferenceEvent e)
    {
        var follows = _followers[e.Name].ToList();
        var defects = _defects[e.Name].ToList();
        if (e.RateLimit is null && e.FollowedBy.Count + follows.Count + defects.Count == 0)
        {
            return;
        }

        _html.Open("dl", ("class", "facts"));
        if (e.RateLimit is { } limit)
        {
            _html.Element("dt", "Rate").Element("dd", $"QEMU sends {limit}.");
        }

        WriteLinks("Followed by", e.FollowedBy);
        WriteLinks("May follow", follows);
        if (defects.Count > 0)
        {
            _html.Element("dt", "Defects").Open("dd");
            foreach (var (anchor, line) in defects)
            {
                _html.Element(
                    "a",
                    line is { } number ? string.Create(CultureInfo.InvariantCulture, $"line {number}") : "the file",
                    ("href", $"#{anchor}")).Text(" ");
            }

            _html.Close();
        }

        _html.Close();
    }

    private void WriteLinks(string title, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        _html.Element("dt", title).Open("dd");
        foreach (var name in names)
        {
            _texts.EventLink(name);
            _html.Text(" ");
        }

        _html.Close();
    }

    private void Badge(string? text, string className)
    {
        if (text is not null)
        {
            _html.Text(" ").Element("span", text, ("class", className));
        }
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? string.Empty : "s")}";
}
