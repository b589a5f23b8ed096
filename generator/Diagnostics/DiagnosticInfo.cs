using Microsoft.CodeAnalysis;
using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Diagnostics;

/// <summary>A diagnostic as a value, so that steps that found the same are equal.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo Location, EquatableArray<string> Arguments)
{
    private const int LongestArgument = 200;

    /// <summary>Whether it is about a text whose author may read it, and is a warning at least.</summary>
    public bool IsWarningAtLeast { get; init; }

    public DiagnosticSeverity Severity => IsWarningAtLeast && Descriptor.DefaultSeverity < DiagnosticSeverity.Warning
        ? DiagnosticSeverity.Warning
        : Descriptor.DefaultSeverity;

    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, LocationInfo location, params string[] arguments) =>
        new(descriptor, location, arguments.Select(Shorten).ToEquatableArray());

    /// <summary>A broken document may have a name or a heading of any length; a message stays one line.</summary>
    private static string Shorten(string argument) =>
        argument.Length <= LongestArgument ? argument : $"{argument.Substring(0, LongestArgument)}\u2026";

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Location.ToLocation(), Severity, additionalLocations: null, properties: null, [.. Arguments]);
}
