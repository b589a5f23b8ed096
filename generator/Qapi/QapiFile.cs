using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>One file of a schema, with what is to be said about it.</summary>
internal sealed class QapiFile
{
    public QapiFile(string path, string text)
    {
        (Path, Text) = (path, text);
        Sink = new DiagnosticSink(path, SourceText.From(text));
    }

    public string Path { get; }

    public string Text { get; }

    public DiagnosticSink Sink { get; }
}

/// <summary>A place in a schema of many files.</summary>
internal readonly record struct SourceLocation(QapiFile File, TextSpan Span)
{
    public void Report(DiagnosticDescriptor descriptor, params string[] arguments) => File.Sink.Report(descriptor, Span, arguments);

    /// <summary>The place in words, for messages about another place.</summary>
    public string Describe() => $"{System.IO.Path.GetFileName(File.Path)}, line {File.Sink.LineNumber(Span)},";
}
