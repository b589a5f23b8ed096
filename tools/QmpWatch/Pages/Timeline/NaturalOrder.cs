using System.Text.RegularExpressions;

namespace QmpWatch.Pages.Timeline;

/// <summary>Sorts names as people count: <c>vm2</c> comes before <c>vm10</c>.</summary>
internal static partial class NaturalOrder
{
    // As many digits as the largest number that is sorted by its value.
    private const int Digits = 20;

    /// <summary>What to sort a name by, in ordinal order.</summary>
    public static string KeyOf(string name) => Number().Replace(name, m => m.Value.PadLeft(Digits, '0'));

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
