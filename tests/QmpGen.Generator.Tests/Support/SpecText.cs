using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Tests.Support;

/// <summary>A spec as the compiler hands it over.</summary>
internal sealed class SpecText(string path, SourceText? text, string? @namespace = "Spec") : AdditionalText
{
    public SpecText(string path, string text, string? @namespace = "Spec")
        : this(path, SourceText.From(text, Encoding.UTF8), @namespace)
    {
    }

    public override string Path => path;

    public string? Namespace => @namespace;

    public string Name { get; init; } = string.Empty;

    public string Lenient { get; init; } = string.Empty;

    public string Accessibility { get; init; } = string.Empty;

    /// <summary>The commands, separated as the targets do.</summary>
    public string Commands { get; init; } = string.Empty;

    /// <summary>A file of these bytes, decoded as the compiler does.</summary>
    public static SpecText FromBytes(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return new SpecText("events.txt", SourceText.From(stream));
    }

    public override SourceText? GetText(CancellationToken cancellationToken = default) => text;
}

/// <summary>The options that the package's targets pass on.</summary>
internal sealed class SpecOptions(string rootNamespace = "Root") : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Options(ImmutableDictionary<string, string>.Empty.Add("build_property.RootNamespace", rootNamespace));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Options.None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is SpecText spec
        ? new Options(ImmutableDictionary<string, string>.Empty
            .Add("build_metadata.AdditionalFiles.SourceItemGroup", "QmpSpec")
            .Add("build_metadata.AdditionalFiles.Namespace", spec.Namespace ?? string.Empty)
            .Add("build_metadata.AdditionalFiles.Name", spec.Name)
            .Add("build_metadata.AdditionalFiles.Lenient", spec.Lenient)
            .Add("build_metadata.AdditionalFiles.Accessibility", spec.Accessibility)
            .Add("build_metadata.AdditionalFiles.Commands", spec.Commands))
        : Options.None;

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public static Options None { get; } = new(ImmutableDictionary<string, string>.Empty);

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
