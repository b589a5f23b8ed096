using System.Globalization;
using System.Text;

namespace QmpGen.Tests.Shared;

/// <summary>Texts that steer a terminal, forge a line or hide something, and what must not be left of them.</summary>
internal static class HostileText
{
    // By code point and not by what the product thinks of them, so that the two can differ.
    private static readonly (int First, int Last)[] Forbidden =
    [
        (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
        (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xD800, 0xDFFF), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>A text with each character of the kinds, and plain letters between.</summary>
    public static IEnumerable<string> All { get; } =
    [
        "\u001b[2J\u001b]0;title\u0007",
        "a\r\nqmpwatch: forged",
        "a\tb\vc\fd\be\0f\u007f",
        "\u009b2J\u0085\u0090q\u009c",
        "\u202eabc\u2066def\u2069\u200f\u061c",
        "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u3164h",
        "a\u2028b\u2029c",
        "a\U000E0041\U000E0042\U000E007F\U000E0100b\ufe0f",
        "a\ud800b\udc00",
    ];

    /// <summary>All of them in one text.</summary>
    public static string Whole { get; } = string.Concat(All);

    /// <summary>The text as a file can have it: half a pair is no UTF-8.</summary>
    public static string InUtf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text in the quotes of JSON, with an escape for each of its units; half a pair, too, is JSON then.</summary>
    public static string Json(string text) =>
        $"\"{string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")))}\"";

    /// <summary>What is left in a line that must not be; empty if nothing is.</summary>
    public static string LeftIn(string line)
    {
        var left = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            var value = i + 1 < line.Length && char.IsSurrogatePair(line, i) ? char.ConvertToUtf32(line, i++) : line[i];
            if (Forbidden.Any(f => value >= f.First && value <= f.Last))
            {
                left.Append(CultureInfo.InvariantCulture, $"U+{value:X4} ");
            }
        }

        return left.ToString();
    }
}
