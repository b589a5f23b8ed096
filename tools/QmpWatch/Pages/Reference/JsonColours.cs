using System.Text.RegularExpressions;

namespace QmpWatch.Pages.Reference;

/// <summary>Colours an example. Examples in old documents are not always JSON, so it goes by tokens and asks for no more.</summary>
internal static partial class JsonColours
{
    public static void Write(HtmlWriter html, string example)
    {
        var written = 0;
        foreach (var match in Tokens().EnumerateMatches(example))
        {
            html.Text(example[written..match.Index]);
            written = match.Index + match.Length;
            var token = example[match.Index..written];
            html.Element(
                "span", token, ("class", token[0] != '"' ? "number" : example.AsSpan(written).TrimStart() is [':', ..] ? "key" : "string"));
        }

        html.Text(example[written..]);
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?\b[0-9][0-9.eE+-]*\b|\b(?:true|false|null)\b
        """, RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
