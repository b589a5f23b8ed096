using System.Text.RegularExpressions;

namespace QmpGen.Generator.Qapi;

internal enum NameKind
{
    Event,
    Member,
    Value,
    Type,
    Other,
}

/// <summary>What names the language allows (QAPI code generation, "Naming rules and reserved names").</summary>
internal static class QapiName
{
    // Up to QEMU 2.5 a value could have dots, as those of BlkdebugEvent.
    private static readonly Regex Dotted = new(@"\A[a-z0-9][a-z0-9_.-]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Form = new(@"\A(?:__[a-z0-9.-]+_)?[a-z][a-z0-9_-]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool IsValid(string name, NameKind kind)
    {
        // Only values of enums may start with a digit.
        var isWellFormed = Form.IsMatch(name) || (kind == NameKind.Value && Dotted.IsMatch(name));
        var folded = Fold(name);
        return isWellFormed
            && !folded.StartsWith("q_", StringComparison.Ordinal)
            && (kind != NameKind.Member || (folded != "u" && !folded.StartsWith("has_", StringComparison.Ordinal)))
            && (kind != NameKind.Type || !name.EndsWith("List", StringComparison.Ordinal))
            && (kind != NameKind.Event || !name.Any(char.IsLower) || name.StartsWith("__", StringComparison.Ordinal));
    }

    /// <summary>Names that are equal so are one name to QEMU, which makes C names of them.</summary>
    public static string Fold(string name) => name.Replace('-', '_').Replace('.', '_');

    public static string Describe(NameKind kind) => kind switch
    {
        NameKind.Event => "an event, which has capital letters, digits and '_'",
        NameKind.Member => "a member: letters, digits, '-' and '_', starting with a letter, but neither 'u' nor with a start of 'has-' or 'q-'",
        NameKind.Value => "a value: letters, digits, '-', '_' and '.', starting with a letter or digit, but not with 'q-'",
        NameKind.Type => "a type: letters, digits, '-' and '_', starting with a letter, but neither starting with 'q-' nor ending with 'List'",
        _ => "a command or feature: letters, digits, '-' and '_', starting with a letter, but not with 'q-'",
    };
}
