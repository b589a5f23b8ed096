using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Diagnostics;

/// <summary>What the generator may say is written down in three places, which must agree.</summary>
public sealed partial class DescriptorsTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> All =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (DiagnosticDescriptor)f.GetValue(null)!)
            .OrderBy(d => d.Id, StringComparer.Ordinal),
    ];

    /// <summary>What the package's targets say where no generator runs, or none should.</summary>
    private static readonly IReadOnlyList<(string Id, string Severity, string Title)> OfTheTargets =
    [
        ("QMP0007", "Error", "The project is not written in C#"),
        ("QMP0008", "Error", "The target framework is too old"),
        ("QMP0009", "Info", "The project has no spec"),
        ("QMP0010", "Error", "The library is not referenced"),
        ("QMP0011", "Warning", "The library does not reach the application"),
    ];

    private static readonly string ReadMe = File.ReadAllText(Path.Combine(Repository.Root, "generator", "README.md"));

    [Fact]
    public void Every_id_is_there_once() =>
        Assert.Equal(All.Select(d => d.Id).Distinct(), All.Select(d => d.Id));

    [Fact]
    public void The_release_notes_list_every_id_with_its_severity_and_title()
    {
        var notes = File.ReadAllLines(Path.Combine(Repository.Root, "generator", "AnalyzerReleases.Unshipped.md"))
            .Where(l => l.StartsWith("QMP", StringComparison.Ordinal));

        Assert.Equal(All.Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}"), notes);
    }

    [Fact]
    public void The_targets_use_ids_of_their_own()
    {
        var targets = File.ReadAllText(Path.Combine(Repository.Root, "generator", "buildTransitive", "QmpGen.Specs.targets"));

        Assert.All(OfTheTargets, t => Assert.Contains($"Code=\"{t.Id}\"", targets, StringComparison.Ordinal));
        Assert.Empty(All.Select(d => d.Id).Intersect(OfTheTargets.Select(t => t.Id)));
    }

    [Fact]
    public void The_table_lists_every_id_with_its_severity_and_title_and_leads_to_its_paragraph() =>
        Assert.Equal(
            All.Select(d => $"| [{d.Id}](#{Anchor(d)}) | {d.DefaultSeverity} | {d.Title} |")
                .Concat(OfTheTargets.Select(t => $"| [{t.Id}](#{t.Id.ToLowerInvariant()}) | {t.Severity} | {t.Title} |"))
                .Order(StringComparer.Ordinal),
            ReadMe.Split('\n').Where(l => l.StartsWith("| [QMP", StringComparison.Ordinal)));

    [Fact]
    public void Every_id_has_a_paragraph_with_cause_example_and_fix_where_the_help_link_goes()
    {
        var paragraphs = Paragraph().Matches(ReadMe).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

        Assert.Equal(All.Select(d => d.Id).Concat(OfTheTargets.Select(t => t.Id)).Order(StringComparer.Ordinal), paragraphs.Keys);
        Assert.All(All, d => Assert.Equal(HelpPage.LinkTo(d.Id) ?? string.Empty, d.HelpLinkUri));
        Assert.All(All, d => Assert.Equal($"https://example.test/page#{Anchor(d)}", HelpPage.LinkTo(d.Id, "https://example.test/page")));
        Assert.All(
            paragraphs.Values,
            p => Assert.All(["**Cause.**", "**Example.**", "**Fix.**"], word => Assert.Contains(word, p, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_address_of_the_page_there_is_no_link(string? address) => Assert.Null(HelpPage.LinkTo("QMP0101", address));

    [Theory]
    [MemberData(nameof(WithExample))]
    public void The_example_of_a_paragraph_gives_that_diagnostic_and_at_most_remarks_beside_it(string id)
    {
        var paragraph = Paragraph().Matches(ReadMe).Single(m => m.Groups[1].Value == id).Groups[2].Value;
        var example = Fence().Match(paragraph).Groups[1].Value;

        var said = Reading.Compile(example).Diagnostics;

        Assert.Equal(id, said[0].Descriptor.Id);
        Assert.All(said.Where(d => d.Descriptor.Id != id), d => Assert.Equal(DiagnosticSeverity.Info, d.Descriptor.DefaultSeverity));
    }

    public static TheoryData<string> WithExample =>
        [.. Paragraph().Matches(ReadMe).Where(m => Fence().IsMatch(m.Groups[2].Value)).Select(m => m.Groups[1].Value)];

    [Fact]
    public void All_but_what_concerns_the_project_have_an_example() =>
        Assert.Equal(
            [
                "QMP0001", "QMP0003", "QMP0004", "QMP0005", "QMP0012", "QMP0014", "QMP0015", "QMP0016", "QMP0017", "QMP0127", "QMP0221",
                "QMP0301",
            ],
            All.Select(d => d.Id).Except(WithExample.Select(r => r.Data)).Except(WithSchema.Select(r => r.Data)));

    [Theory]
    [MemberData(nameof(WithSchema))]
    public void The_schema_of_a_paragraph_gives_that_diagnostic_and_no_other(string id)
    {
        var paragraph = Paragraph().Matches(ReadMe).Single(m => m.Groups[1].Value == id).Groups[2].Value;
        var file = new SpecFile("schema.json", SchemaFence().Match(paragraph).Groups[1].Value, "Spec");

        var said = Reading.Compile(file).Diagnostics;

        Assert.Equal(id, Assert.Single(said).Descriptor.Id);
    }

    public static TheoryData<string> WithSchema =>
        [.. Paragraph().Matches(ReadMe).Where(m => SchemaFence().IsMatch(m.Groups[2].Value)).Select(m => m.Groups[1].Value)];

    private static string Anchor(DiagnosticDescriptor descriptor) => descriptor.Id.ToLowerInvariant();

    [GeneratedRegex(@"^### (QMP\d{4})$(.*?)(?=^### |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"^```text\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SchemaFence();
}
