using System.Globalization;

namespace QmpWatch.Pages.Reference;

/// <summary>Writes what a spec contradicts or leaves open, with the line it stands in.</summary>
internal static class DefectTable
{
    public static void Write(HtmlWriter html, ReferenceTexts texts, ReferenceModel model)
    {
        html.Open("section", ("id", "defects"), ("aria-labelledby", "defects-title"))
            .Element("h2", "Problems in the document", ("id", "defects-title"))
            .Element("p", "Where the document contradicts itself or is incomplete, and how it was interpreted.", ("class", "lead"))
            .Open("table", ("class", "defects"))
            .Open("thead").Open("tr");
        foreach (var heading in new[] { "Line", "Event", "What was found" })
        {
            html.Element("th", heading, ("scope", "col"));
        }

        html.Close().Close().Open("tbody");
        var severalFiles = model.Defects.Select(d => d.File).Distinct(StringComparer.Ordinal).Count() > 1;
        for (var i = 0; i < model.Defects.Count; i++)
        {
            var defect = model.Defects[i];
            html.Open("tr", ("id", Anchor(i)))
                .Open("th", ("scope", "row"))
                .Text(defect.Line is { } line ? line.ToString(CultureInfo.InvariantCulture) : "–")
                .Text(severalFiles ? $" {defect.File}" : string.Empty)
                .Close()
                .Open("td");
            if (defect.EventName is { } name)
            {
                texts.EventLink(name);
            }

            html.Close().Open("td").Open("p").Element("bdi", defect.Message).Text(". ")
                .Element("code", defect.Id, ("class", $"id {defect.Severity.ToLowerInvariant()}"), ("title", defect.Severity)).Close();
            if (defect.Excerpt.Length > 0)
            {
                html.Open("pre", ("class", "excerpt")).Text(defect.Excerpt).Close();
            }

            html.Close().Close();
        }

        html.Close().Close().Close();
    }

    /// <summary>The anchor of one of the model's defects.</summary>
    public static string Anchor(int index) => string.Create(CultureInfo.InvariantCulture, $"defect-{index + 1}");
}
