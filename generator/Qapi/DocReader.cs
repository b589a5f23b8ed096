using System.Text;
using System.Text.RegularExpressions;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Reads a block of documentation. Three generations of it are in use: plain paragraphs (2.1), sections with tags such
/// as <c>Note:</c> (2.9), and reStructuredText with directives such as <c>.. note::</c> (9.1). No line is ever wrong:
/// documentation does not change what is emitted.
/// </summary>
internal sealed class DocReader
{
    private static readonly Regex SymbolLine = new(@"\A@([^\s:]+):?\s*\z", RegexOptions.CultureInvariant);
    private static readonly Regex NamedLine = new(@"\A@([^\s:]+)\s?:\s*(.*)\z", RegexOptions.CultureInvariant);
    private static readonly Regex TagLine = new(
        @"\A(Returns?|Errors?|Since|Notes?|Examples?|TODO|Bugs?|Features)\s*:\s*(.*)\z", RegexOptions.CultureInvariant);
    private static readonly Regex SinceLine = new(@"\ASince\s+(?:QEMU\s+)?(\d+\.\d+(?:\.\d+)?)\.?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Directive = new(@"\A\.\.\s+([a-zA-Z-]+)::\s*(.*)\z", RegexOptions.CultureInvariant);
    private static readonly Regex ListItem = new(@"\A(?:[-*]|\d+[.)])\s", RegexOptions.CultureInvariant);
    private static readonly Regex Reference = new(@"@([A-Za-z_][A-Za-z0-9_-]*)", RegexOptions.CultureInvariant);

    private readonly DocBlock _block = new();
    private readonly StringBuilder _text = new();
    private Section _section;
    private string _name = string.Empty;
    private bool _isFeature;
    private bool _isDirective;

    private enum Section
    {
        Body,
        Member,
        Example,
        Returns,
        Errors,
        Skipped,
    }

    public static DocBlock Read(string block)
    {
        var reader = new DocReader();
        foreach (var line in block.Split('\n'))
        {
            reader.Add(Content(line));
        }

        reader.End();
        return reader._block;
    }

    /// <summary>The line without its mark; null for the mark that opens or closes a block.</summary>
    private static string? Content(string line)
    {
        var text = line.Trim();
        if (text.StartsWith("##", StringComparison.Ordinal))
        {
            return null;
        }

        text = text.StartsWith("#", StringComparison.Ordinal) ? text.Substring(1) : text;
        return text.StartsWith(" ", StringComparison.Ordinal) ? text.Substring(1) : text;
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.Length == 0 || char.IsWhiteSpace(line[0]))
        {
            Continue(line);
        }
        else if (_block.Symbol is null && SymbolLine.Match(line) is { Success: true } symbol)
        {
            _block.Symbol = symbol.Groups[1].Value;
        }
        else if (NamedLine.Match(line) is { Success: true } named)
        {
            Start(Section.Member, named.Groups[2].Value);
            _name = named.Groups[1].Value;
        }
        else if (TagLine.Match(line) is { Success: true } tag)
        {
            StartTag(tag.Groups[1].Value, tag.Groups[2].Value);
        }
        else if (SinceLine.Match(line) is { Success: true } since)
        {
            StartTag("Since", since.Groups[1].Value);
        }
        else if (Directive.Match(line) is { Success: true } directive)
        {
            var isCode = directive.Groups[1].Value is "qmp-example" or "code-block";
            Start(
                isCode ? Section.Example : Section.Body,
                isCode || directive.Groups[1].Value == "admonition" ? string.Empty : directive.Groups[2].Value);
            _isDirective = true;
        }
        else
        {
            Continue(line);
        }
    }

    private void StartTag(string tag, string rest)
    {
        switch (tag)
        {
            case "Since":
                End();
                _section = Section.Body;
                _block.Since = rest.TrimEnd('.');
                break;
            case "Features":
                Start(Section.Skipped, string.Empty);
                _isFeature = true;
                break;
            case "Note" or "Notes":
                Start(Section.Body, rest);
                break;
            case "Example" or "Examples":
                Start(Section.Example, rest);
                break;
            case "Return" or "Returns":
                Start(Section.Returns, rest);
                break;
            case "Error" or "Errors":
                Start(Section.Errors, rest);
                break;
            default:
                Start(Section.Skipped, string.Empty);
                break;
        }
    }

    private void Start(Section section, string rest)
    {
        End();
        _section = section;
        _isDirective = false;
        _text.Append(rest.Trim());
    }

    private void Continue(string line)
    {
        var text = line.Trim();
        var isIndented = line.Length > 0 && char.IsWhiteSpace(line[0]);
        var isAfterGap = _text.Length > 0 && _text[_text.Length - 1] == '\n';
        if (_section == Section.Example && (!_isDirective || isIndented || text.Length == 0))
        {
            _text.Append('\n').Append(line.TrimEnd());
        }
        else if (text.Length == 0)
        {
            if (_section == Section.Body)
            {
                End();
            }
            else if (_text.Length > 0 && !isAfterGap)
            {
                _text.Append('\n');
            }
        }
        else if (_section != Section.Body && !isIndented && (isAfterGap || _isDirective))
        {
            Start(Section.Body, text);
        }
        else
        {
            if (_section == Section.Body && ListItem.IsMatch(text))
            {
                End();
            }

            _text.Append(_text.Length == 0 || isAfterGap ? "" : " ").Append(text);
        }
    }

    private void End()
    {
        var text = _section == Section.Example ? Undent(_text.ToString()) : Plain(_text.ToString());
        _text.Clear();
        if (_section == Section.Member)
        {
            (_isFeature && !_block.Members.ContainsKey(_name) ? _block.Features : _block.Members)[_name] = text;
        }
        else if (text.Length > 0 && _section == Section.Body && !text.StartsWith("=", StringComparison.Ordinal))
        {
            _block.Paragraphs.Add(text);
        }
        else if (text.Length > 0 && _section == Section.Example)
        {
            _block.Examples.Add(text);
        }
        else if (_section == Section.Returns)
        {
            _block.Returns = text;
        }
        else if (_section == Section.Errors)
        {
            _block.Errors = text;
        }
    }

    /// <summary>Words as readers of C# want them: names without their mark, nothing said of being optional, which the type says.</summary>
    private static string Plain(string text)
    {
        text = text.Replace("#optional", "").TrimStart(' ', ',');
        return Reference.Replace(text.Replace("`", "").Replace('\n', ' '), "$1").Trim();
    }

    /// <summary>A line before the text itself: empty, or an option of a directive.</summary>
    private static bool IsOption(string line) => line.Length == 0 || line.TrimStart().StartsWith(":", StringComparison.Ordinal);

    private static string Undent(string text)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd()).SkipWhile(IsOption).ToList();
        var indent = lines.Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join("\n", lines.Select(l => l.Length > indent ? l.Substring(indent) : l.TrimStart())).TrimEnd();
    }
}
