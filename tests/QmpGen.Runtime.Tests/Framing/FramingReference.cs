using System.Text;

namespace QmpGen.Tests.Framing;

/// <summary>Cuts a text into frames the slow and obvious way, byte by byte with all of it at hand.</summary>
internal static class FramingReference
{
    public static List<string> Frames(ReadOnlySpan<byte> text)
    {
        var frames = new List<string>();
        var start = -1;
        var depth = 0;
        var inString = false;
        var escaped = false;
        for (var i = 0; i < text.Length; i++)
        {
            var current = (char)text[i];
            var isQuote = current == '"' && !escaped;
            escaped = depth > 0 && current == '\\' && !escaped;
            if (depth == 0)
            {
                if (current is '{' or '[')
                {
                    (start, depth, inString) = (i, 1, false);
                }
            }
            else if (inString)
            {
                if (current == '\n')
                {
                    frames.Add("broken " + Encoding.Latin1.GetString(text[start..(i + 1)]));
                    depth = 0;
                }
                else
                {
                    inString = !isQuote;
                }
            }
            else if (isQuote)
            {
                inString = true;
            }
            else if (current is '{' or '[')
            {
                if (current == '{' && StartsAnew(text[start..i]))
                {
                    frames.Add("broken " + Encoding.Latin1.GetString(text[start..i]));
                    (start, depth) = (i, 0);
                }

                depth++;
            }
            else if (current is '}' or ']' && --depth == 0)
            {
                frames.Add("value " + Encoding.Latin1.GetString(text[start..(i + 1)]));
            }
        }

        return frames;
    }

    private static bool StartsAnew(ReadOnlySpan<byte> before)
    {
        var sawLine = false;
        for (var i = before.Length - 1; i >= 0; i--)
        {
            switch ((char)before[i])
            {
                case '\n':
                    sawLine = true;
                    break;
                case ' ' or '\t' or '\r':
                    break;
                case ':' or ',' or '[':
                    return false;
                default:
                    return sawLine;
            }
        }

        return false;
    }
}
