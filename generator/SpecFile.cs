namespace QmpGen.Generator;

/// <summary>A spec as the project names it: all that a run of the generator depends on.</summary>
/// <param name="Path">Where it is, for messages.</param>
/// <param name="Text">What it says; null if it cannot be read.</param>
/// <param name="Namespace">The namespace of what is emitted; empty for the global one.</param>
internal sealed record SpecFile(string Path, string? Text, string Namespace)
{
    /// <summary>The name by which files of one spec find each other, for those that do not by their namespace.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The metadata <c>Lenient</c> as it is written; empty if the item has none.</summary>
    public string Lenient { get; init; } = string.Empty;

    /// <summary>The metadata <c>Accessibility</c> as it is written; empty if the item has none.</summary>
    public string Accessibility { get; init; } = string.Empty;

    /// <summary>Which commands to emit: names and patterns, separated by semicolons.</summary>
    public string Commands { get; init; } = string.Empty;

    /// <summary>Whether it is what a running QEMU says of itself, which is a spec on its own.</summary>
    public bool IsIntrospection => IsSchemaFile(Path) && Introspection.SchemaText.IsIntrospection(Text ?? string.Empty);

    /// <summary>Whether it describes commands too, as texts do not.</summary>
    public bool IsSchema => IsSchemaFile(Path);

    /// <summary>Whether it is a file of QEMU's schema, of which several make up a spec.</summary>
    public bool IsQapi => IsSchema && !IsIntrospection;

    public static bool IsSchemaFile(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A spec: one text, or the files of one schema.</summary>
/// <param name="Files">The files, one at least; a file that several items name with different metadata once for each.</param>
/// <param name="Owner">The path of the first file of the first spec with the same namespace.</param>
internal sealed record Spec(Collections.EquatableArray<SpecFile> Files, string Owner)
{
    public SpecFile First => Files[0];

    /// <summary>What is read: each file once.</summary>
    public IEnumerable<(string Path, string Text)> Texts =>
        Files.GroupBy(f => f.Path, StringComparer.Ordinal).Select(g => (g.Key, g.First().Text ?? string.Empty));
}

/// <summary>What came of a spec.</summary>
/// <param name="Schema">What is to be emitted; null if nothing can be.</param>
/// <param name="Diagnostics">What is to be said.</param>
internal sealed record SpecResult(Model.EventSchema? Schema, Collections.EquatableArray<Diagnostics.DiagnosticInfo> Diagnostics);
