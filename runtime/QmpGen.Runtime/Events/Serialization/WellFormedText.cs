using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace QmpGen.Serialization;

/// <summary>
/// The one rule for text that is not Unicode, wherever it is received: every byte sequence that is not UTF-8, and every
/// escape that is half of a surrogate pair, is replaced by U+FFFD. QEMU does the same to what it sends, but not every version
/// does so everywhere. Without it, a value would be accepted and fail later, when somebody looks at it.
/// </summary>
internal static class WellFormedText
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => "\\uFFFD"u8;

    /// <summary>The same JSON with the replacements.</summary>
    /// <param name="json">JSON text, or a part of it that starts and ends outside of escapes.</param>
    /// <returns>The very same span if nothing has to be replaced.</returns>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        }

        byte[]? mended = null;
        for (var at = 0; at < json.Length && json[at..].IndexOf((byte)'\\') is var next and >= 0;)
        {
            at += next;
            if (CodeUnit(json, at) is not { } unit)
            {
                // An escape of one character, such as \n.
                at += 2;
            }
            else if (char.IsHighSurrogate(unit) && CodeUnit(json, at + EscapeLength) is { } second && char.IsLowSurrogate(second))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    mended ??= json.ToArray();
                    Replacement.CopyTo(mended.AsSpan(at));
                }

                at += EscapeLength;
            }
        }

        return mended is null ? json : mended;
    }

    /// <summary>Whether nothing would have to be replaced.</summary>
    /// <param name="json">JSON text, or a part of it that starts and ends outside of escapes.</param>
    public static bool IsWellFormed(ReadOnlySpan<byte> json) => Of(json) == json;

    /// <summary>What an escape such as <c>\u2026</c> stands for; null if none starts there.</summary>
    private static char? CodeUnit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
