using System.Globalization;
using System.Text;

namespace QmpGen.Generator.Emit;

/// <summary>Writes texts of a spec as C# literals and as XML text.</summary>
internal static class Literals
{
    /// <summary>A C# string literal in ASCII. Half a surrogate pair, which UTF-8 cannot express, becomes U+FFFD.</summary>
    public static string String(string text)
    {
        var literal = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\')
            {
                literal.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                literal.Append(c);
            }
            else
            {
                literal.Append("\\u").Append(((int)Whole(text, i)).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return literal.Append('"').ToString();
    }

    /// <summary>
    /// A JSON string in ASCII. It is the C# literal: the only escapes in that are <c>\"</c>, <c>\\</c> and <c>\uXXXX</c>, and
    /// these mean the same in JSON.
    /// </summary>
    public static string Json(string text) => String(text);

    public static string Utf8(string text) => $"{String(text)}u8";

    /// <summary>Text for an XML element: marked characters escaped, characters that XML cannot hold replaced.</summary>
    public static string Xml(string text)
    {
        var xml = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = Whole(text, i);
            xml.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029' => " ",
                '\uFFFE' or '\uFFFF' => "\uFFFD",
                _ => c.ToString(),
            });
        }

        return xml.ToString();
    }

    private static char Whole(string text, int index)
    {
        var c = text[index];
        var isWhole = !char.IsSurrogate(c)
            || (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            || (char.IsLowSurrogate(c) && index > 0 && char.IsHighSurrogate(text[index - 1]));
        return isWhole ? c : '\uFFFD';
    }
}
