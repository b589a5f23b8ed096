using System.Globalization;

namespace QmpGen.Generator.Syntax;

/// <summary>The numbers that JSON knows, and what C# type holds one.</summary>
internal static class JsonNumber
{
    public static bool IsValid(string text)
    {
        var digits = text.StartsWith("-", StringComparison.Ordinal) ? text.Substring(1) : text;
        return digits.Length > 0
            && char.IsDigit(digits[0])
            && (digits[0] != '0' || digits.Length == 1 || !char.IsDigit(digits[1]))
            && char.IsDigit(digits[digits.Length - 1])
            && !digits.Contains('_')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    public static bool IsInt64(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    public static bool IsUInt64(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
