using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Diagnostics;

/// <summary>Gathers what is to be said about one document.</summary>
internal sealed class DiagnosticSink(string path, SourceText text)
{
    private readonly ImmutableArray<DiagnosticInfo>.Builder _diagnostics = ImmutableArray.CreateBuilder<DiagnosticInfo>();

    public EquatableArray<DiagnosticInfo> Diagnostics => new(_diagnostics.ToImmutable());

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, LocationInfo.Of(path, text, span), arguments));

    /// <summary>The number of the line a place is on, counted from one, for messages that name another place.</summary>
    public string LineNumber(TextSpan span) => $"{text.Lines.GetLinePosition(span.Start).Line + 1}";
}
