using System.Globalization;

namespace QmpWatch.Pages.Timeline;

/// <summary>Writes a timeline as one page.</summary>
internal static class TimelinePage
{
    private static readonly string[] Scripts =
    [
        "timeline-log.js", "timeline-kinds.js", "timeline-view.js", "timeline-filter.js", "timeline-drawing.js", "timeline-bars.js",
        "timeline-lanes.js",
        "timeline-overview.js", "timeline-json.js", "timeline-table.js", "timeline-choice.js", "timeline-input.js", "timeline-start.js",
    ];

    /// <summary>Writes the page.</summary>
    public static void Write(TimelineModel model, TextWriter output) =>
        new HtmlPage($"{model.Source}: timeline", ["base.css", "timeline.css"], Scripts).Write(output, html =>
        {
            WriteHeader(html, model);
            html.Open("main");
            WriteLanes(html);
            WriteTable(html);
            WriteSummary(html, model);
            html.Close()
                .Open("script", ("type", "text/plain"), ("id", "log")).Verbatim(TimelineData.Pack(model)).Close();
        });

    private static void WriteHeader(HtmlWriter html, TimelineModel model)
    {
        var dropped = model.Vms.Sum(v => v.Dropped);
        var gaps = model.Vms.Sum(v => v.Gaps);
        html.Open("header", ("class", "top"))
            .Open("div").Element("h1", "Timeline").Open("p", ("class", "source"))
            .Element("code", model.Source)
            .Text(string.Create(CultureInfo.InvariantCulture, $" · {model.Started:yyyy-MM-dd HH:mm:ss} UTC · {Lasted(model.Length)}"))
            .Close().Close()
            .Open("ul", ("class", "figures"));
        Figure(html, model.EventCount, "event", null);
        Figure(html, model.Vms.Count, "machine", null);
        Figure(html, gaps, "gap", gaps > 0 ? "warn" : null);
        Figure(html, dropped, "dropped event", dropped > 0 ? "warn" : null);
        html.Close().Close()
            .Open("noscript")
            .Element("p", "The lanes and the table need JavaScript, which is turned off in this browser; the summary below is complete.")
            .Close();
    }

    private static void WriteLanes(HtmlWriter html)
    {
        html.Open("section", ("class", "lanes-part"), ("aria-label", "Lanes"))
            .Open("div", ("class", "tools"))
            .Open("div", ("id", "legend"), ("role", "group"), ("aria-label", "Kinds of marks that are shown")).Close()
            .Open("div", ("class", "zoom"), ("role", "group"), ("aria-label", "Zoom"));
        Button(html, "zoom-out", "−", "Zoom out (−)");
        Button(html, "zoom-in", "+", "Zoom in (+)");
        Button(html, "zoom-all", "All", "Show all of it (0)");
        html.Close().Close()
            .Open("canvas", ("id", "overview"), ("aria-hidden", "true")).Close()
            .Open("div", ("id", "lanes"), ("tabindex", "0"), ("role", "group"), ("aria-describedby", "input-help"),
                ("aria-label", "A lane for each machine; the table below has the same events"))
            .Open("div", ("id", "labels")).Close()
            .Open("canvas", ("id", "marks"), ("aria-hidden", "true")).Close()
            .Open("div", ("id", "tip"), ("role", "tooltip"), ("hidden", "")).Close()
            .Close()
            .Element(
                "p",
                "Drag to move; Ctrl and the wheel or a double-click to zoom. Keyboard: arrow keys, + and −, 0 to show everything.",
                ("id", "input-help"),
                ("class", "hint"))
            .Close();
    }

    private static void WriteTable(HtmlWriter html)
    {
        html.Open("section", ("class", "table-part"), ("aria-label", "Events"))
            .Open("form", ("class", "tools"), ("role", "search"))
            .Element("label", "Filter the events", ("for", "search"), ("class", "unseen"))
            .Void(
                "input",
                ("id", "search"),
                ("type", "search"),
                ("placeholder", "Filter: event, machine, member, value"),
                ("autocomplete", "off"),
                ("spellcheck", "false"),
                ("aria-keyshortcuts", "/"))
            .Open("label", ("class", "check"))
            .Void("input", ("id", "in-view"), ("type", "checkbox"), ("checked", ""))
            .Text(" only what the lanes show")
            .Close()
            .Open("output", ("id", "found"), ("for", "search")).Close()
            .Close()
            .Open("div", ("class", "split"))
            .Open("div", ("id", "rows"), ("role", "grid"), ("tabindex", "0"), ("aria-label", "Events"))
            .Open("div", ("class", "row head"), ("role", "row"), ("aria-rowindex", "1"));
        foreach (var heading in new[] { "Time (UTC)", "Machine", "Event", "Data" })
        {
            html.Element("span", heading, ("role", "columnheader"));
        }

        html.Close().Open("div", ("id", "space"), ("role", "rowgroup")).Close().Close()
            .Open("aside", ("id", "chosen"), ("aria-label", "The chosen event"), ("aria-live", "polite"))
            .Element("p", "Select an event to see its details.", ("class", "hint"))
            .Close().Close().Close();
    }

    private static void WriteSummary(HtmlWriter html, TimelineModel model)
    {
        html.Open("section", ("aria-labelledby", "summary-title"), ("class", "summary"))
            .Element("h2", "Machines", ("id", "summary-title"))
            .Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-labelledby", "summary-title"))
            .Open("table").Open("thead").Open("tr");
        foreach (var heading in new[] { "Machine", "Events", "Dropped", "Gaps", "Running", "Paused", "Gone", "Not watched", "Unknown" })
        {
            html.Element("th", heading, ("scope", "col"));
        }

        html.Close().Close().Open("tbody");
        foreach (var vm in model.Vms)
        {
            html.Open("tr").Element("th", vm.Name, ("scope", "row"));
            foreach (var number in new[] { vm.Events, vm.Dropped, vm.Gaps })
            {
                html.Element("td", number.ToString("N0", CultureInfo.InvariantCulture));
            }

            foreach (var state in new[] { RunState.Running, RunState.Paused, RunState.Gone, RunState.Unseen, RunState.Unknown })
            {
                html.Element("td", vm.In(state) == TimeSpan.Zero ? "–" : Lasted(vm.In(state)));
            }

            html.Close();
        }

        html.Close().Close().Close().Close();
    }

    private static void Figure(HtmlWriter html, long count, string noun, string? className) =>
        html.Open("li", ("class", className))
            .Element("b", count.ToString("N0", CultureInfo.InvariantCulture))
            .Text($" {noun}{(count == 1 ? string.Empty : "s")}")
            .Close();

    private static void Button(HtmlWriter html, string id, string text, string title) =>
        html.Element("button", text, ("type", "button"), ("id", id), ("title", title), ("aria-label", title));

    private static string Lasted(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.Days} d {time.Hours} h"),
    };
}
