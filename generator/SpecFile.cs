namespace QmpGen.Generator;

/// <summary>A spec as the project names it: all that a run of the generator depends on.</summary>
/// <param name="Path">Where it is, for messages.</param>
/// <param name="Text">What it says; null if it cannot be read.</param>
/// <param name="Namespace">The namespace of what is emitted; empty for the global one.</param>
internal sealed record SpecFile(string Path, string? Text, string Namespace);

/// <summary>What came of a spec.</summary>
/// <param name="Schema">What is to be emitted; null if nothing can be.</param>
/// <param name="Diagnostics">What is to be said.</param>
internal sealed record SpecResult(Schema.EventSchema? Schema, Collections.EquatableArray<Diagnostics.DiagnosticInfo> Diagnostics);
