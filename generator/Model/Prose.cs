using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>A paragraph in which other events are named.</summary>
internal sealed record Prose(EquatableArray<ProsePart> Parts)
{
    public static Prose Empty { get; } = new(EquatableArray<ProsePart>.Empty);

    public bool IsEmpty => Parts.Count == 0;

    public static Prose Plain(string text) =>
        text.Length == 0 ? Empty : new(new[] { new ProsePart(text, null) }.ToEquatableArray());
}

/// <summary>A piece of a paragraph.</summary>
/// <param name="Text">The words.</param>
/// <param name="EventTypeName">The record of the event that the words name; null for ordinary words.</param>
internal readonly record struct ProsePart(string Text, string? EventTypeName);
