using System.Text.RegularExpressions;

namespace QmpGen.Generator.Qapi;

internal enum NameKind
{
    Event,
    Member,
    Value,
    Other,
}

/// <summary>What names the language allows (QAPI code generation, "Naming rules and reserved names").</summary>
internal static class QapiName
{
    private static readonly Regex Form = new(@"\A(?:__[a-z0-9.-]+_)?[a-z][a-z0-9_-]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool IsValid(string name, NameKind kind)
    {
        // Only values of enums may start with a digit.
        var isWellFormed = Form.IsMatch(kind == NameKind.Value && name.Length > 0 && name[0] is >= '0' and <= '9' ? $"d{name}" : name);
        var folded = Fold(name);
        return isWellFormed
            && !folded.StartsWith("q_", StringComparison.Ordinal)
            && (kind != NameKind.Member || (folded != "u" && !folded.StartsWith("has_", StringComparison.Ordinal)))
            && (kind != NameKind.Event || !name.Any(char.IsLower) || name.StartsWith("__", StringComparison.Ordinal));
    }

    /// <summary>Names that are equal so are one name to QEMU, which makes C names of them.</summary>
    public static string Fold(string name) => name.Replace('-', '_').Replace('.', '_');

    public static string Describe(NameKind kind) => kind switch
    {
        NameKind.Event => "an event, which has capital letters, digits and '_'",
        NameKind.Member => "a member: letters, digits, '-' and '_', starting with a letter, but neither 'u' nor with a start of 'has-' or 'q-'",
        NameKind.Value => "a value: letters, digits, '-' and '_', starting with a letter or digit, but not with 'q-'",
        _ => "a definition or feature: letters, digits, '-' and '_', starting with a letter, but not with 'q-'",
    };
}
