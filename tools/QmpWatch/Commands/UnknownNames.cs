using System.IO.Enumeration;
using QmpGen;
using QmpWatch.Specs;

namespace QmpWatch.Commands;

/// <summary>Notes event names that are not known, so that nobody waits in vain for a mistyped one.</summary>
internal static class UnknownNames
{
    /// <summary>A note on each name that no known event has; a newer QEMU may still send it.</summary>
    /// <param name="names">What the command line asks for, <c>*</c> and <c>?</c> allowed.</param>
    /// <param name="known">The known events.</param>
    public static IEnumerable<string> NotesOn(IEnumerable<string> names, KnownEvents known) =>
        names.Distinct(StringComparer.Ordinal)
            .Where(n => !known.Names.Any(k => FileSystemName.MatchesSimpleExpression(n, k)))
            .Select(n => Note(n, known));

    private static string Note(string name, KnownEvents known)
    {
        var advice = known.Closest(name) is { } similar ? $"did you mean {similar}?" : "qmpwatch waits for it anyway.";
        return $"{ForeignText.OnOneLine(name)} is not among {ForeignText.OnOneLine(known.Source)}; {advice}";
    }
}
