using System.IO.Enumeration;
using QmpGen.Generator;
using QmpWatch.Events;

namespace QmpWatch.Commands;

/// <summary>Speaks of event names that are in no document, so that a mistyped one is not waited for in vain.</summary>
internal static class UnknownNames
{
    /// <summary>A note on each name that no known event has; a newer QEMU may still send it.</summary>
    /// <param name="names">What the command line asks for, <c>*</c> and <c>?</c> allowed.</param>
    public static IEnumerable<string> NotesOn(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Where(n => !IsKnown(n)).Select(Note);

    private static bool IsKnown(string name) =>
        QmpEvents.Schema.EventNames.Any(known => FileSystemName.MatchesSimpleExpression(name, known));

    private static string Note(string name)
    {
        var advice = SpecReader.Closest(name, [.. QmpEvents.Schema.EventNames]) is { } similar
            ? $"did you mean {similar}?"
            : "qmpwatch waits for it anyway.";
        return $"{name} is not among the events that qmpwatch was built with; {advice}";
    }
}
