using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Tests.Shared;

namespace QmpGen.Benchmarks.Compiling;

/// <summary>The specs to compile: the repository's own, and the published ones where they are in place.</summary>
internal static class Specs
{
    /// <summary>Each spec with its files.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<SpecText> Files)> AtHand()
    {
        var all = new List<(string, IReadOnlyList<SpecText>)> { ("text of 2010", [Read(Fixtures.Document)]) };
        if (Fixtures.Texts.MaxBy(f => new FileInfo(f).Length) is { } largest)
        {
            all.Add(("largest text (2.8)", [Read(largest)]));
        }

        all.AddRange(Schemas("7.2"));
        return all;
    }

    /// <summary>The schemas of QEMUs with commands.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<SpecText> Files)> Schemas() => Schemas("7.2", "10.2");

    /// <summary>The text of 2010 as so many specs, each in a namespace of its own.</summary>
    public static IReadOnlyList<SpecText> Copies(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SpecText($"{i}/qmp-events.txt", File.ReadAllText(Fixtures.Document), $"Copy{i}"))];

    private static IEnumerable<(string Name, IReadOnlyList<SpecText> Files)> Schemas(params IEnumerable<string> versions) =>
        from version in versions
        let folder = Fixtures.Schema(version)
        where folder is not null
        select ($"QEMU {version}'s schema",
            (IReadOnlyList<SpecText>)[.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)]);

    private static SpecText Read(string path) => new(path, File.ReadAllText(path), "Spec");
}

/// <summary>A file of a spec, as the build hands it to the compiler.</summary>
internal sealed class SpecText(string path, string text, string @namespace) : AdditionalText
{
    private readonly SourceText _source = SourceText.From(text);

    public override string Path => path;

    public string Text => text;

    public string Namespace => @namespace;

    public string Commands { get; init; } = string.Empty;

    /// <summary>The same with commands.</summary>
    public SpecText With(string commands) => new(path, text, @namespace) { Commands = commands };

    public override SourceText GetText(CancellationToken cancellationToken = default) => _source;
}

/// <summary>What the build says of a file: that it is a spec, and its namespace.</summary>
internal sealed class SpecOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(ImmutableDictionary<string, string>.Empty
        .Add("build_metadata.AdditionalFiles.SourceItemGroup", "QmpSpec")
        .Add("build_metadata.AdditionalFiles.Namespace", ((SpecText)textFile).Namespace)
        .Add("build_metadata.AdditionalFiles.Commands", ((SpecText)textFile).Commands));

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
