using Microsoft.CodeAnalysis;

namespace QmpGen.Generator.Diagnostics;

/// <content>Diagnostics of code that uses what is generated.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ValueIsNoConstant = Error(
        "QMP0301", "A value of a value list is not a constant",
        "'{0}' cannot be used as a pattern, because {1} also accepts values that the spec does not list; match its property Kind with "
        + "{2}, or compare with ==");
}
