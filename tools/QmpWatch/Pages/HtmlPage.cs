using System.Security.Cryptography;
using System.Text;

namespace QmpWatch.Pages;

/// <summary>
/// A page in one file: its style and its script stand in it, and it may ask the network for nothing. The browser is given
/// the hashes of both, so that nothing else runs even if a text from outside were taken for markup.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Styles">The names of the style sheets.</param>
/// <param name="Scripts">The names of the scripts, which share one scope.</param>
internal sealed record HtmlPage(string Title, IReadOnlyList<string> Styles, IReadOnlyList<string> Scripts)
{
    // A pulse on a line; no file of its own, and no request for one.
    private const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M1 9h4l2-6 3 10 2-4h3' "
            + "fill='none' stroke='%231f7a78' stroke-width='2'/%3E%3C/svg%3E";

    /// <summary>Writes the page.</summary>
    /// <param name="output">Takes it; a file should be in UTF-8.</param>
    /// <param name="body">Writes what stands in the body, above the script.</param>
    public void Write(TextWriter output, Action<HtmlWriter> body)
    {
        var style = PageAssets.Read(Styles);
        var script = $"\"use strict\";\n{{\n{PageAssets.Read(Scripts)}}}\n";
        var html = new HtmlWriter(output);
        html.Void("!doctype html").Text("\n").Open("html", ("lang", "en")).Open("head").Text("\n")
            .Void("meta", ("charset", "utf-8")).Text("\n")
            .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(style, script))).Text("\n")
            .Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Text("\n")
            .Void("meta", ("name", "color-scheme"), ("content", "light dark")).Text("\n")
            .Element("title", Title).Text("\n")
            .Void("link", ("rel", "icon"), ("href", Icon)).Text("\n")
            .Open("style").Verbatim(style).Close()
            .Close()
            .Open("body").Text("\n");
        body(html);
        html.Open("script").Verbatim(script).Close().Close().Close();
    }

    private static string Policy(string style, string script) =>
        $"default-src 'none'; img-src data:; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
