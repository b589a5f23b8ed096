using System.Net;

namespace QmpWatch.Pages;

/// <summary>Writes HTML in which every text and every attribute is escaped, and every element is closed.</summary>
/// <param name="output">Takes the HTML.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    private readonly Stack<string> _open = [];

    /// <summary>Opens an element. An attribute without a value is left out.</summary>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        _open.Push(tag);
        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public HtmlWriter Close()
    {
        var tag = _open.Pop();
        output.Write($"</{tag}>");
        if (StandsOnItsOwnLine(tag))
        {
            output.Write('\n');
        }

        return this;
    }

    /// <summary>An element with nothing but text.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    /// <summary>An element that has no content and no end, such as <c>meta</c>.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        return this;
    }

    public HtmlWriter Text(string text)
    {
        output.Write(WebUtility.HtmlEncode(text));
        return this;
    }

    /// <summary>Content that is no HTML to the browser: styles, scripts and data. It must not hold an end tag.</summary>
    public HtmlWriter Verbatim(string content)
    {
        if (content.Contains("</", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The content of <{_open.Peek()}> holds '</', which would end it early.", nameof(content));
        }

        output.Write(content);
        return this;
    }

    private static bool StandsOnItsOwnLine(string tag) =>
        tag is not ("a" or "bdi" or "code" or "span" or "b" or "small" or "td" or "th" or "text" or "title" or "dt" or "button");

    private void Tag(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write($"<{tag}");
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                output.Write(value.Length == 0 ? $" {name}" : $" {name}=\"{WebUtility.HtmlEncode(value)}\"");
            }
        }

        output.Write('>');
    }
}
