using System.Text.RegularExpressions;

namespace QmpGen.Generator.Qapi;

internal enum NameKind
{
    Event,
    Command,
    Type,
    Member,
    Value,

    /// <summary>A branch of a union with a discriminator, whose values are checked as such.</summary>
    Branch,

    /// <summary>A branch of an alternate, or of a union without a discriminator.</summary>
    Alternative,
    Feature,
}

/// <summary>The parts of a name that the naming rules are about (QAPI code generation, "Naming rules and reserved names").</summary>
/// <param name="Text">The whole name.</param>
/// <param name="Stem">The name without the prefix of a downstream vendor and without <c>x-</c>; null for what is not a name.</param>
internal readonly record struct QapiName(string Text, string? Stem)
{
    private static readonly Regex Form = new(
        @"\A(?:__[a-z0-9.-]+_)?(?:x-)?([a-z][a-z0-9_-]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Up to QEMU 2.5 a value could have dots, as those of BlkdebugEvent.
    private static readonly Regex Dotted = new(@"\A[a-z0-9][a-z0-9_.-]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Whether it is a name at all, and not one of those that QEMU makes up itself.</summary>
    public bool IsUsable => Stem is not null && !Fold(Text).StartsWith("q_", StringComparison.Ordinal);

    /// <param name="text">The name.</param>
    /// <param name="kind">What has it: only values of enums may start with a digit or have dots.</param>
    public static QapiName Of(string text, NameKind kind)
    {
        if (Form.Match(text) is { Success: true } match)
        {
            return new QapiName(text, match.Groups[1].Value);
        }

        var mayBeDotted = kind is NameKind.Value or NameKind.Branch or NameKind.Alternative;
        return new QapiName(text, mayBeDotted && Dotted.IsMatch(text) ? text : null);
    }

    /// <summary>Names that are equal so are one name to QEMU, which makes C names of them.</summary>
    public static string Fold(string name) => name.Replace('-', '_').Replace('.', '_');
}
