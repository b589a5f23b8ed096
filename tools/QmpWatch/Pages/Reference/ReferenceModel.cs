namespace QmpWatch.Pages.Reference;

/// <summary>What the reference page shows: the events of a spec as they were understood.</summary>
/// <param name="Source">What was read: a file, or the folder of a schema's files.</param>
/// <param name="Namespace">The namespace of the C# types; empty where none is known.</param>
/// <param name="Events">The events in the spec's order.</param>
/// <param name="Defects">What the spec contradicts or leaves open.</param>
internal sealed record ReferenceModel(
    string Source,
    string Namespace,
    IReadOnlyList<ReferenceEvent> Events,
    IReadOnlyList<ReferenceDefect> Defects)
{
    /// <summary>The commands in the spec's order; none for a text.</summary>
    public IReadOnlyList<ReferenceCommand> Commands { get; init; } = [];

    /// <summary>What follows what, an arrow each.</summary>
    public IReadOnlyList<(string From, string To)> Arrows { get; } = [.. Events.SelectMany(e => e.FollowedBy.Select(f => (e.Name, f)))];
}

/// <summary>One event.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="TypeName">The record in C#.</param>
/// <param name="Description">What it means.</param>
/// <param name="Notes">What else is to be known, a paragraph each.</param>
/// <param name="Members">The members of its data.</param>
/// <param name="FollowedBy">The events that follow.</param>
/// <param name="Examples">Messages as the spec shows them.</param>
/// <param name="RateLimit">How often QEMU sends it at most; null where no limit is known.</param>
/// <param name="Since">The version that had it first; null where unknown.</param>
/// <param name="Standing">Whether it is to stay.</param>
internal sealed record ReferenceEvent(
    string Name,
    string TypeName,
    ReferenceText Description,
    IReadOnlyList<ReferenceText> Notes,
    ReferenceMembers Members,
    IReadOnlyList<string> FollowedBy,
    IReadOnlyList<string> Examples,
    string? RateLimit,
    string? Since,
    Standing Standing);

/// <summary>One command.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="TypeName">The record in C#.</param>
/// <param name="Description">What it does.</param>
/// <param name="Notes">What else is to be known, a paragraph each.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Result">The type of its result in C#; null for nothing.</param>
/// <param name="Facts">What it returns and how it fails, in the spec's words.</param>
/// <param name="Examples">Dialogues as the spec shows them.</param>
/// <param name="Since">The version that had it first; null where unknown.</param>
/// <param name="Standing">Whether it is to stay.</param>
internal sealed record ReferenceCommand(
    string Name,
    string TypeName,
    ReferenceText Description,
    IReadOnlyList<ReferenceText> Notes,
    ReferenceMembers Arguments,
    string? Result,
    IReadOnlyList<(string Title, string Text)> Facts,
    IReadOnlyList<string> Examples,
    string? Since,
    Standing Standing);

/// <summary>The members of an object.</summary>
/// <param name="Always">The members that do not depend on a branch.</param>
/// <param name="Branches">The members of the branches, one of which comes with the others.</param>
internal sealed record ReferenceMembers(IReadOnlyList<ReferenceMember> Always, IReadOnlyList<ReferenceBranch> Branches)
{
    public static ReferenceMembers None { get; } = new([], []);

    public bool IsEmpty => Always.Count == 0 && Branches.Count == 0;
}

/// <summary>What an object has besides, depending on a value.</summary>
/// <param name="Condition">When: <c>type is "guest"</c>, or the kind of JSON.</param>
/// <param name="TypeName">The C# type.</param>
/// <param name="Members">The members.</param>
internal sealed record ReferenceBranch(string Condition, string TypeName, ReferenceMembers Members);

/// <summary>One member.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="PropertyName">The property in C#.</param>
/// <param name="Kind">What JSON it is, in words.</param>
/// <param name="TypeName">What it is in C#.</param>
/// <param name="IsOptional">Whether messages may lack it.</param>
/// <param name="Description">What it means.</param>
/// <param name="Values">The values that it may have; none where it is open.</param>
/// <param name="Members">What is in it.</param>
/// <param name="Standing">Whether it is to stay.</param>
internal sealed record ReferenceMember(
    string Name,
    string PropertyName,
    string Kind,
    string TypeName,
    bool IsOptional,
    ReferenceText Description,
    IReadOnlyList<ReferenceValue> Values,
    ReferenceMembers Members,
    Standing Standing);

/// <summary>A value that a member may have.</summary>
internal sealed record ReferenceValue(string Text, string Name, string Description, Standing Standing);

/// <summary>A paragraph in which other events are named.</summary>
/// <param name="Parts">Its pieces; with the event's wire name where a piece names one.</param>
internal sealed record ReferenceText(IReadOnlyList<(string Text, string? EventName)> Parts)
{
    public bool IsEmpty => Parts.Count == 0;

    public override string ToString() => string.Concat(Parts.Select(p => p.Text));
}

/// <summary>Whether something is to stay.</summary>
/// <param name="Deprecation">Why it should not be used any more; null if nothing speaks against it.</param>
/// <param name="IsUnstable">Whether it may change or vanish without notice.</param>
internal readonly record struct Standing(string? Deprecation, bool IsUnstable);

/// <summary>A place where the spec contradicts itself or leaves something open.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, counted from one; null where the file as a whole is meant.</param>
/// <param name="Severity">How much it matters: error, warning or information.</param>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Message">What was found and what would be right.</param>
/// <param name="Excerpt">The line itself.</param>
/// <param name="EventName">The event in whose description it stands; null where none is certain.</param>
internal sealed record ReferenceDefect(
    string File, int? Line, string Severity, string Id, string Message, string Excerpt, string? EventName);
