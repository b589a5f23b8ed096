using System.Text;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>Changes messages by their tokens and by their bytes, so that about half of them stay valid.</summary>
/// <param name="random">Where the changes come from.</param>
internal sealed class MessageMutator(Random random)
{
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", ", ", ": ", " ", "\r\n", "\t", "\0", "true", "false", "null", "tru", "nul", "0",
        "-0", "01", "1.", "1.5",
        ".5", "1e2", "-", "+1", "NaN", "9223372036854775807", "1e9999999999", "9223372036854775808",
        "-9223372036854775809", "1234567890123456789012", "\"\"",
        "\"x\"", "\"\\u0061\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud83d\\ude00\"", "\"\\x\"", "\"\\u12\"", "\"a\nb\"",
        "\"é\"", "\"event\"",
        "\"data\"", "\"timestamp\"", "\"zz\"", "\"STOP\"", "\"zz\": 1", "\"zz\": 1, ", ", \"zz\": {\"y\": [1, {}]}",
        "\"event\": \"STOP\", ",
        ", \"event\": \"STOP\"", ", \"\\u0065vent\": \"STOP\"", ", \"data\": null", ", \"data\": {}",
        "\"\\ud800\": 1, ", "//", "\uFEFF", "Infinity", Nested(900), Nested(1100),
    ];

    private static string Nested(int depth) => new string('[', depth) + "\"\\udc00\"" + new string(']', depth);

    /// <summary>A changed message.</summary>
    public byte[] Change(string message)
    {
        var tokens = Split(message);
        for (var changes = Math.Max(1, random.Next(4)); changes > 0; changes--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(11))
            {
                case 0:
                    tokens[at] = "";
                    break;
                case 9:
                    tokens.RemoveRange(at, Math.Min(tokens.Count - at, 1 + random.Next(5)));
                    break;
                case 10:
                    ChangeSeparator(tokens, at);
                    break;
                case 1:
                    tokens[at] = Pick(Tokens);
                    break;
                case 2:
                    tokens.Insert(at, Pick(Tokens));
                    break;
                case 3:
                    tokens.Insert(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 4:
                    var other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 5:
                    DuplicateMember(tokens, at);
                    break;
                case 6:
                    tokens[at] = Escape(tokens[at]);
                    break;
                case 7:
                    tokens[at] += Pick(" ", "\n", "  ", "\t");
                    break;
                default:
                    return ChangeByte(Encoding.UTF8.GetBytes(string.Concat(tokens)));
            }
        }

        return Encoding.UTF8.GetBytes(string.Concat(tokens));
    }

    /// <summary>Splits a message into strings, what stands between two of the marks of JSON, and these marks.</summary>
    private static List<string> Split(string message)
    {
        var tokens = new List<string>();
        for (int start = 0, end; start < message.Length; start = end)
        {
            end = start + 1;
            if (message[start] == '"')
            {
                while (end < message.Length && message[end++] != '"')
                {
                    end += message[end - 1] == '\\' ? 1 : 0;
                }
            }
            else if (!IsMark(message[start]))
            {
                while (end < message.Length && message[end] != '"' && !IsMark(message[end]))
                {
                    end++;
                }
            }

            tokens.Add(message[start..end]);
        }

        return tokens;
    }

    private static bool IsMark(char c) => c is '{' or '}' or '[' or ']' or ',' or ':' or ' ';

    /// <summary>Puts a member, with its comma, somewhere else once more.</summary>
    private void DuplicateMember(List<string> tokens, int at)
    {
        var start = tokens.FindIndex(at, t => t == ",");
        var end = start < 0 ? -1 : tokens.FindIndex(start + 1, t => t is "," or "}" or "]");
        if (end > 0)
        {
            var member = tokens[start..end];
            var places = Enumerable.Range(0, tokens.Count).Where(i => tokens[i] is "," or "}").ToArray();
            tokens.InsertRange(places[random.Next(places.Length)], member);
        }
    }

    /// <summary>Removes a comma and its space, or puts them behind a brace.</summary>
    private void ChangeSeparator(List<string> tokens, int at)
    {
        var place = tokens.FindIndex(at, t => t is "," or "{" or "}");
        if (place >= 0 && tokens[place] == ",")
        {
            tokens.RemoveRange(place, Math.Min(tokens.Count - place, 1 + random.Next(2)));
        }
        else if (place >= 0)
        {
            tokens.Insert(place + random.Next(2), ", ");
        }
    }

    private string Escape(string token)
    {
        if (token.Length < 3 || token[0] != '"')
        {
            return token;
        }

        var at = 1 + random.Next(token.Length - 2);
        return token[at] is '\\' || token[at - 1] == '\\' ? token : $"{token[..at]}\\u{(int)token[at]:x4}{token[(at + 1)..]}";
    }

    private byte[] ChangeByte(byte[] utf8)
    {
        var at = random.Next(utf8.Length);
        return random.Next(3) switch
        {
            0 => [.. utf8[..at], .. utf8[(at + 1)..]],
            1 => [.. utf8[..at], (byte)random.Next(256), .. utf8[(at + 1)..]],
            _ => utf8[..at],
        };
    }

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
