using System.IO.Enumeration;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>Which events are shown, and which one ends the watching.</summary>
internal sealed record EventChoice
{
    /// <summary>Names to show, <c>*</c> and <c>?</c> allowed; none for all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What must be true of the members, all of it.</summary>
    public IReadOnlyList<MemberCondition> Conditions { get; init; } = [];

    /// <summary>The name of the event that ends the watching, <c>*</c> and <c>?</c> allowed; null for none.</summary>
    public string? Until { get; init; }

    /// <summary>Whether an event is to be shown. The one that ends the watching always is.</summary>
    public bool Shows(QmpEvent e) => (Names.Count == 0 || Names.Any(n => IsLike(n, e)) || IsEnd(e)) && MeetsConditions(e);

    /// <summary>Whether an event ends the watching: its name is the one, and its members are as wanted.</summary>
    public bool Ends(QmpEvent e) => IsEnd(e) && MeetsConditions(e);

    private bool IsEnd(QmpEvent e) => Until is not null && IsLike(Until, e);

    private static bool IsLike(string name, QmpEvent e) => FileSystemName.MatchesSimpleExpression(name, e.EventName);

    private bool MeetsConditions(QmpEvent e)
    {
        if (Conditions.Count == 0)
        {
            return true;
        }

        // As it came, so that members count which the spec does not have. Of what is no JSON nothing is true.
        using var message = EventText.Parse(e);
        return message is not null
            && Conditions.All(c => c.IsTrueOf(message.RootElement.TryGetProperty("data"u8, out var data) ? data : default));
    }
}
