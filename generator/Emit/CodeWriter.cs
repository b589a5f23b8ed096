using System.Text;

namespace QmpGen.Generator.Emit;

/// <summary>
/// Writes indented lines, ended by a line feed on every machine, and sets the blank lines around braces as people do:
/// none after an opening one, one between a closing one and what comes next. Compact code has none at all, and no line for
/// an opening brace: there is much of it, and hardly anybody reads it.
/// </summary>
internal sealed class CodeWriter(bool isCompact = false)
{
    private readonly StringBuilder _text = new();
    private string _last = string.Empty;
    private int _depth;

    public CodeWriter Line(string line = "")
    {
        var content = line.Trim();
        if (content.Length == 0 && (isCompact && _depth > 0 || _last is "{" or ""))
        {
            return this;
        }

        if (!isCompact && _last == "}" && content.Length > 0 && content[0] != '}' && !content.StartsWith("else", StringComparison.Ordinal))
        {
            _text.Append('\n');
        }

        if (content.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        _last = content;
        return this;
    }

    /// <summary>Writes several lines, given as one text.</summary>
    public CodeWriter Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line.TrimEnd('\r'));
        }

        return this;
    }

    /// <summary>Opens a block.</summary>
    /// <param name="line">What stands before the brace.</param>
    /// <param name="first">A first statement, which compact code has on the same line.</param>
    public CodeWriter Open(string line, string first = "")
    {
        if (isCompact)
        {
            Line($"{line} {{ {first}".TrimEnd());
        }
        else
        {
            Line(line).Line("{");
        }

        _depth++;
        return isCompact ? this : Line(first);
    }

    public CodeWriter Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    public override string ToString() => _text.ToString();
}
