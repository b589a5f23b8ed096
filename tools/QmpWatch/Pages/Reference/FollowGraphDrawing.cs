using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace QmpWatch.Pages.Reference;

/// <summary>Draws what follows what: as a picture, and in words for those who cannot see it.</summary>
internal static class FollowGraphDrawing
{
    public static void Write(HtmlWriter html, ReferenceModel model)
    {
        var graph = FollowGraph.Of(model.Arrows);
        html.Open("section", ("id", "what-follows"), ("aria-labelledby", "what-follows-title"))
            .Element("h2", "What follows what", ("id", "what-follows-title"))
            .Element("p", "According to the notes of the spec. Select a name to go to its event.", ("class", "lead"))
            .Open("figure", ("class", "graph"), ("tabindex", "0"), ("aria-label", "Graph of events that follow events"));
        html.Open(
                "svg",
                ("viewBox", Numbers($"0 0 {graph.Width} {graph.Height}")),
                ("width", Numbers($"{graph.Width}")),
                ("height", Numbers($"{graph.Height}")),
                ("role", "group"),
                ("aria-label", string.Join("; ", model.Arrows.Select(a => $"{a.From} is followed by {a.To}"))))
            .Open("defs")
            .Open(
                "marker",
                ("id", "tip"),
                ("viewBox", "0 0 8 8"),
                ("refX", "7"),
                ("refY", "4"),
                ("markerWidth", "8"),
                ("markerHeight", "8"),
                ("orient", "auto"))
            .Open("path", ("d", "M0 0.5 7.5 4 0 7.5z")).Close()
            .Close()
            .Close();
        foreach (var arrow in graph.Arrows)
        {
            html.Open("path", ("class", "arrow"), ("d", Curve(arrow)), ("marker-end", "url(#tip)"))
                .Element("title", $"{arrow.From.Name} → {arrow.To.Name}")
                .Close();
        }

        foreach (var box in graph.Boxes)
        {
            html.Open("a", ("href", $"#{box.Name}"))
                .Open(
                    "rect",
                    ("x", Numbers($"{box.Left}")),
                    ("y", Numbers($"{box.Top}")),
                    ("width", Numbers($"{box.Width}")),
                    ("height", Numbers($"{FollowGraph.BoxHeight}")),
                    ("rx", "7"))
                .Close()
                .Element("text", box.Name!, ("x", Numbers($"{box.Left + (box.Width / 2)}")), ("y", Numbers($"{box.Middle + 4}")))
                .Close();
        }

        html.Close().Close().Close();
    }

    private static string Curve(FollowGraph.Arrow arrow)
    {
        var (from, to) = (arrow.From, arrow.To);
        if (to.Left <= from.Right)
        {
            // In a circle some arrow has to go back: out at the right and in again at the left, below the boxes between.
            var below = Math.Max(from.Middle, to.Middle) + FollowGraph.BoxHeight;
            return Numbers($"M{from.Right} {from.Middle} C{from.Right + 60} {below} {to.Left - 60} {below} {to.Left} {to.Middle}");
        }

        var path = new StringBuilder(Numbers($"M{from.Right} {from.Middle}"));
        var last = from;
        foreach (var next in arrow.Between.Append(to))
        {
            var bend = (next.Left - last.Right) / 2;
            path.Append(Numbers($" C{last.Right + bend} {last.Middle} {next.Left - bend} {next.Middle} {next.Left} {next.Middle}"));
            if (next != to)
            {
                path.Append(Numbers($" H{next.Right}"));
            }

            last = next;
        }

        return path.ToString();
    }

    private static string Numbers(FormattableString text) => FormattableString.Invariant(
        FormattableStringFactory.Create(text.Format, [.. text.GetArguments().Select(Rounded)]));

    private static object? Rounded(object? number) => number is double d ? d.ToString("0.#", CultureInfo.InvariantCulture) : number;
}
