using QmpGen.Generator.Schema;

namespace QmpGen.Generator;

/// <summary>A spec as the generator understands it.</summary>
/// <param name="Schema">The model that code is made from; null if no code can be made.</param>
/// <param name="Entries">The schema as the runtime's <c>QmpSchema.Parse</c> takes it, a JSON object each.</param>
/// <param name="Examples">The examples of a text as they are printed, by event; empty for QEMU's schema, whose examples are in the model.</param>
/// <param name="Diagnostics">What the generator reports.</param>
internal sealed record SpecReading(
    EventSchema? Schema,
    IReadOnlyList<string> Entries,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Examples,
    IReadOnlyList<SpecDiagnostic> Diagnostics);

/// <summary>A diagnostic of a spec.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, counted from one.</param>
/// <param name="Column">The column, counted from one.</param>
/// <param name="Severity">How serious it is by default.</param>
/// <param name="Id">The id, such as QMP0101.</param>
/// <param name="Message">The message, one line.</param>
internal sealed record SpecDiagnostic(string Path, int Line, int Column, SpecSeverity Severity, string Id, string Message)
{
    /// <summary>Whether it is about the file as a whole rather than a line of it.</summary>
    public bool IsAboutFile { get; init; }

    /// <summary>The event in whose section it is; the first one of a heading with several; null if there is none.</summary>
    public string? EventName { get; init; }
}

/// <summary>How serious a diagnostic is.</summary>
internal enum SpecSeverity
{
    Info,
    Warning,
    Error,
}
