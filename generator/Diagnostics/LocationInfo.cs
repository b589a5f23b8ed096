using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Diagnostics;

/// <summary>A place in a spec, as a value: the compiler's own locations hold on to whole texts.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo Of(string path, SourceText text, TextSpan span) =>
        new(path, span, text.Lines.GetLinePositionSpan(span));

    /// <summary>The file as a whole, for what concerns no line of it.</summary>
    public static LocationInfo OfFile(string path) => new(path, default, default);

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
