using System.Text;

namespace QmpGen.Testing;

/// <summary>How QEMU sets its messages: on one line with blanks, or over many lines with its option <c>pretty</c>.</summary>
internal static class MessageLayout
{
    private const string LineEnd = "\r\n";
    private const int IndentSize = 4;

    /// <summary>Puts a blank behind each comma and colon of a text that has none.</summary>
    public static string WithBlanks(string json)
    {
        var text = new StringBuilder(json.Length + 32);
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            text.Append(json[i]);
            switch (json[i])
            {
                case '\\' when inString:
                    text.Append(json[++i]);
                    break;
                case '"':
                    inString = !inString;
                    break;
                case ',' or ':' when !inString:
                    text.Append(' ');
                    break;
                default:
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Gives every member and item a line of its own. The text need not be JSON to its end.</summary>
    public static string Pretty(string json)
    {
        var text = new StringBuilder(json.Length * 2);
        var inString = false;
        var depth = 0;
        for (var i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case '\\' when inString && i + 1 < json.Length:
                    text.Append(json[i]).Append(json[++i]);
                    break;
                case '"':
                    inString = !inString;
                    text.Append('"');
                    break;
                case var c when inString:
                    text.Append(c);
                    break;
                case '{' or '[':
                    text.Append(json[i]);
                    BreakLine(text, ++depth);
                    break;
                case '}' or ']':
                    BreakLine(text, depth = Math.Max(depth - 1, 0));
                    text.Append(json[i]);
                    break;
                case ',':
                    text.Append(',');
                    BreakLine(text, depth);
                    break;
                case ':':
                    text.Append(": ");
                    break;
                case var c when char.IsWhiteSpace(c):
                    break;
                default:
                    text.Append(json[i]);
                    break;
            }
        }

        return text.ToString();
    }

    private static void BreakLine(StringBuilder text, int depth)
    {
        // What is empty has just been opened, and the line for its first member stands empty.
        while (text is [.., ' ' or '\r' or '\n'])
        {
            text.Length--;
        }

        text.Append(LineEnd).Append(' ', depth * IndentSize);
    }
}
