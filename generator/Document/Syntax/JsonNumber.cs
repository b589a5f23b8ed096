using System.Globalization;
using System.Text.RegularExpressions;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>The numbers that JSON knows, and what C# type holds one.</summary>
internal static class JsonNumber
{
    private static readonly Regex Grammar = new(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    public static bool IsValid(string text) => Grammar.IsMatch(text);

    public static bool IsInt64(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    public static bool IsUInt64(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
