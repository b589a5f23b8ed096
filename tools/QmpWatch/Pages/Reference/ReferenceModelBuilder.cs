using QmpGen.Generator;
using QmpGen.Generator.Model;
using QmpWatch.Specs;

namespace QmpWatch.Pages.Reference;

/// <summary>Turns a spec, as the generator understands it, into what the page shows.</summary>
internal sealed class ReferenceModelBuilder
{
    // The schema keeps the version as a remark of this form.
    private const string SincePrefix = "Since QEMU ";

    private readonly LoadedSpec _spec;
    private readonly Dictionary<string, string> _eventNames;
    private readonly ReferenceMemberBuilder _members;

    private ReferenceModelBuilder(LoadedSpec spec)
    {
        _spec = spec;
        _eventNames = spec.Events.Events.ToDictionary(e => e.TypeName, e => e.WireName, StringComparer.Ordinal);
        _members = new ReferenceMemberBuilder(spec.Events, ToText);
    }

    /// <summary>The model of a spec.</summary>
    public static ReferenceModel Build(LoadedSpec spec) => new ReferenceModelBuilder(spec).Build();

    private ReferenceModel Build() => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(_spec.Name)),
        _spec.Events.Namespace,
        [.. _spec.Events.Events.Select(ToEvent)],
        [.. _spec.Diagnostics.Select(ToDefect).OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line)])
    {
        Commands = [.. _spec.Events.Commands.Commands.Select(ToCommand)],
    };

    private ReferenceCommand ToCommand(CommandModel c)
    {
        var facts = new List<(string Title, string Text)>();
        if (c.Docs.Returns.Length > 0)
        {
            facts.Add(("Returns", c.Docs.Returns));
        }

        if (c.Docs.Errors.Length > 0)
        {
            facts.Add(("Errors", c.Docs.Errors));
        }

        return new ReferenceCommand(
            c.WireName,
            c.TypeName,
            ToText(c.Docs.Summary),
            [.. c.Docs.Remarks.Where(r => VersionIn(r) is null).Select(ToText)],
            _members.Build(c),
            c.Result is { } result ? ReferenceMemberBuilder.TypeName(result) : null,
            facts,
            [.. c.Docs.Examples],
            c.Docs.Remarks.Select(VersionIn).FirstOrDefault(v => v is not null),
            ReferenceMemberBuilder.ToStanding(c.Stability));
    }

    private ReferenceEvent ToEvent(EventModel e)
    {
        var since = e.Remarks.Select(VersionIn).FirstOrDefault(v => v is not null);
        return new ReferenceEvent(
            e.WireName,
            e.TypeName,
            ToText(e.Summary),
            [.. e.Remarks.Where(r => VersionIn(r) is null).Select(ToText)],
            _members.Build(e.Members, e.Union, e.TypeName),
            [.. e.FollowedBy],
            e.Examples.Count > 0 ? [.. e.Examples] : ExamplesOf(e.WireName),
            e.RateLimit switch
            {
                null => null,
                { Key: null } => "at most one per second; of the events in between, only the last is sent",
                { Key: { } key } => $"at most one per second for each \"{key}\"; of the events in between, only the last is sent",
            },
            since,
            ReferenceMemberBuilder.ToStanding(e.Stability));
    }

    private static string? VersionIn(Prose remark) =>
        remark.Parts is [{ EventTypeName: null, Text: { } text }]
            && text.StartsWith(SincePrefix, StringComparison.Ordinal)
            && text.IndexOf(' ', SincePrefix.Length) < 0
            ? text[SincePrefix.Length..].TrimEnd('.')
            : null;

    private ReferenceText ToText(Prose prose) => new(
        [.. prose.Parts.Select(p => (p.Text, p.EventTypeName is null ? null : _eventNames[p.EventTypeName]))]);

    private IReadOnlyList<string> ExamplesOf(string eventName) =>
        _spec.Sections.FirstOrDefault(s => s.EventNames.Contains(eventName)) is { } section
            ? [.. section.Examples.Select(e => e.ReplaceLineEndings("\n").TrimEnd())]
            : [];

    /// <summary>The event in whose section a position is: the first one of a heading with several.</summary>
    private string? EventAt(int position) => _spec.Sections.LastOrDefault(s => s.Start <= position)?.EventNames[0];

    private ReferenceDefect ToDefect(SpecMessage diagnostic)
    {
        var excerpt = diagnostic.IsAboutFile
            ? null
            : _spec.Texts.GetValueOrDefault(diagnostic.Path)?.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(diagnostic.Line - 1);
        return new ReferenceDefect(
            Path.GetFileName(diagnostic.Path),
            diagnostic.IsAboutFile ? null : diagnostic.Line,
            diagnostic.Severity,
            diagnostic.Id,
            diagnostic.Text,
            excerpt?.Trim() ?? string.Empty,
            diagnostic.IsAboutFile ? null : EventAt(diagnostic.Position));
    }
}
