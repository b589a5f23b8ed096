using System.Globalization;
using System.Text;
using Spectre.Console;

namespace QmpWatch.Terminal;

/// <summary>Measures and cuts text in the cells of a terminal, of which a Chinese character or an emoji takes two.</summary>
internal static class Cells
{
    /// <summary>The number of cells that a text takes.</summary>
    public static int Width(string text) => text.GetCellWidth();

    /// <summary>The text followed by blanks, so that it takes a number of cells at least.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(width - Width(text), 0));

    /// <summary>As much of a text's start as fits. No character is cut in two.</summary>
    public static string Start(string text, int width) => Take(Characters(text), width, (taken, next) => taken.Append(next));

    /// <summary>As much of a text's end as fits.</summary>
    public static string End(string text, int width) =>
        Take(Enumerable.Reverse(Characters(text)), width, (taken, next) => taken.Insert(0, next));

    private static string Take(IEnumerable<string> characters, int width, Func<StringBuilder, string, StringBuilder> add)
    {
        var taken = new StringBuilder();
        var room = width;
        foreach (var character in characters)
        {
            room -= Width(character);
            if (room < 0)
            {
                break;
            }

            add(taken, character);
        }

        return taken.ToString();
    }

    // A letter with its accents, or an emoji with its joiners, is one element.
    private static List<string> Characters(string text)
    {
        var characters = new List<string>(text.Length);
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            characters.Add(elements.GetTextElement());
        }

        return characters;
    }
}
