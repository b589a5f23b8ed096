using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;

namespace QmpGen.Generator.Document.Binding;

/// <summary>Reads the data of the events under one heading, and holds the section's parts against each other.</summary>
internal sealed class EventReader(bool isIndented, ICollection<string> knownEvents, DiagnosticSink sink)
{
    private readonly MemberNesting _nesting = new(isIndented, sink);
    private readonly TypeReader _types = new(sink);

    public ImmutableArray<DraftMember> Read(EventSection section)
    {
        foreach (var example in section.Examples)
        {
            CheckExample(section, example);
        }

        var examples = section.Examples
            .Where(e => !IsOfAnotherEvent(section, e))
            .Select(e => e.Root.Find("data"))
            .Where(d => d?.Kind == JsonKind.Object)
            .OfType<JsonNode>()
            .ToList();
        if (section.Members.IsEmpty)
        {
            return ReadUndocumented(section, examples);
        }

        if (section.Data.Kind == DataKind.None)
        {
            sink.Report(Descriptors.DataNoneContradicted, section.Data.Span, section.Names[0].Text);
        }

        var members = _types.ReadMembers(_nesting.Nest(section.Members, examples), examples);
        CheckData(section, members);
        return members;
    }

    private void CheckData(EventSection section, ImmutableArray<DraftMember> members)
    {
        if (members.FirstOrDefault(m => !m.IsOptional) is not { } required)
        {
            return;
        }

        var withoutData = section.Examples.Where(e => e.Problem is null && e.Root.Find("data") is null);
        foreach (var example in withoutData.Where(e => !IsOfAnotherEvent(section, e)))
        {
            sink.Report(Descriptors.ExampleLacksData, example.Span, section.Names[0].Text, required.Name);
        }
    }

    /// <summary>Data of which no bullet speaks: what the examples show, if they show any.</summary>
    private ImmutableArray<DraftMember> ReadUndocumented(EventSection section, List<JsonNode> examples)
    {
        var members = ExampleTypes.Members(examples);
        var speaksOfData = section.Data.Kind is DataKind.Reference or DataKind.Prose or DataKind.Members;
        var name = section.Names[0];
        var place = section.Data.Kind == DataKind.Absent ? name.Span : section.Data.Span;
        if (!members.IsEmpty)
        {
            sink.Report(
                section.Data.Kind == DataKind.None ? Descriptors.DataNoneButExample : Descriptors.DataFromExample,
                place,
                name.Text);
        }
        else if (speaksOfData)
        {
            sink.Report(Descriptors.DataUnknown, place, name.Text);
        }

        return members;
    }

    private void CheckExample(EventSection section, ExampleSyntax example)
    {
        if (example.Problem is { } problem)
        {
            sink.Report(Descriptors.MalformedExample, problem.Span, section.Names[0].Text, problem.Message);
        }

        if (example.Root.Find("event") is { } shown && section.Names.All(n => n.Text != shown.Text))
        {
            sink.Report(Descriptors.ExampleOfOtherEvent, shown.Span, section.Names[0].Text, shown.Text);
        }
    }

    private bool IsOfAnotherEvent(EventSection section, ExampleSyntax example) =>
        example.Root.Find("event") is { } shown
        && section.Names.All(n => n.Text != shown.Text)
        && knownEvents.Contains(shown.Text);
}
