using System.Collections.Immutable;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Document.Binding;

/// <summary>Turns a document into a schema: settles its contradictions and gives everything its C# name.</summary>
internal sealed class SchemaBuilder
{
    private readonly string _namespace;
    private readonly DiagnosticSink _sink;
    private readonly CancellationToken _cancellation;
    private readonly ShapeNamer _shapes = new();
    private readonly SchemaNames _names = new();
    private readonly ProseReader _prose;

    private SchemaBuilder(string @namespace, DiagnosticSink sink, CancellationToken cancellation)
    {
        (_namespace, _sink, _cancellation) = (@namespace, sink, cancellation);
        _prose = new ProseReader(_names.EventTypes);
    }

    public static EventSchema Build(SpecDocument document, string @namespace, DiagnosticSink sink, CancellationToken cancellation) =>
        new SchemaBuilder(@namespace, sink, cancellation).Build(document);

    private EventSchema Build(SpecDocument document)
    {
        var names = DistinctNames(document);
        var known = new HashSet<string>(names.Select(n => n.Name.Text), StringComparer.Ordinal);
        var reader = new EventReader(document.IsIndented, known, _sink);
        var members = new Dictionary<EventSection, ImmutableArray<DraftMember>>();
        var drafts = new List<DraftEvent>();
        foreach (var (name, section) in names)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!members.TryGetValue(section, out var sectionMembers))
            {
                sectionMembers = reader.Read(section);
                members.Add(section, sectionMembers);
            }

            drafts.Add(new DraftEvent(name, section, sectionMembers));
        }

        foreach (var draft in drafts)
        {
            _names.AddEvent(
                draft.Name.Text, (wanted, claimed) => _sink.Report(Descriptors.TypeRenamed, draft.Name.Span, wanted, claimed));
            _shapes.Add(draft.Name.Text, draft.Members);
        }

        _shapes.NameAll(_names, _sink);
        return new EventSchema(
            _namespace,
            drafts.Select(ToEvent).ToEquatableArray(),
            _shapes.Shapes.Where(s => s.IsObject).Select(ToObject).ToEquatableArray(),
            _shapes.Shapes.Where(s => !s.IsObject).Select(ToValueList).ToEquatableArray());
    }

    private List<(NameSyntax Name, EventSection Section)> DistinctNames(SpecDocument document)
    {
        var names = new List<(NameSyntax Name, EventSection Section)>();
        var seen = new Dictionary<string, NameSyntax>(StringComparer.Ordinal);
        foreach (var section in document.Sections)
        {
            foreach (var name in section.Names)
            {
                if (seen.TryGetValue(name.Text, out var first))
                {
                    _sink.Report(Descriptors.DuplicateEvent, name.Span, name.Text, _sink.LineNumber(first.Span));
                    continue;
                }

                seen.Add(name.Text, name);
                names.Add((name, section));
            }
        }

        return names;
    }

    private EventModel ToEvent(DraftEvent draft)
    {
        var name = draft.Name.Text;
        var typeName = _names.EventTypes[name];
        var summary = draft.Section.Prose.FirstOrDefault();
        var notes = draft.Section.Notes;
        var remarks = draft.Section.Prose.Where(p => p != summary).Concat(notes);
        return new EventModel(
            name,
            typeName,
            _names.Handler(typeName),
            summary is null ? Prose.Empty : _prose.Read(summary.Text, name),
            remarks.Select(r => _prose.Read(r.Text, name)).ToEquatableArray(),
            ToMembers(draft.Members, ReservedNames.EventMembers, typeName),
            notes.Select(n => ProseReader.RateLimit(n.Text)).FirstOrDefault(l => l is not null),
            notes.SelectMany(n => _prose.FollowedBy(n.Text, name)).Distinct().ToEquatableArray());
    }

    private ObjectModel ToObject(ShapeNamer.Shape shape) => new(
        shape.TypeName,
        shape.First.Name,
        shape.EventNames.ToEquatableArray(),
        ToMembers(shape.First.Type.Members, ReservedNames.RecordMembers, shape.TypeName));

    private ValueListModel ToValueList(ShapeNamer.Shape shape)
    {
        var names = new ValueNames(shape.TypeName);
        var values = shape.First.Type.Values
            .Select(v => new ValueModel(v.Text, names.Claim(v.Text, Renamed(v.Text)), shape.Meaning(v)))
            .ToEquatableArray();
        return new ValueListModel(
            shape.TypeName,
            shape.KindTypeName,
            shape.First.Name,
            shape.EventNames.ToEquatableArray(),
            values);

        Action<string, string> Renamed(string text) =>
            (wanted, claimed) => _sink.Report(Descriptors.ValueRenamed, shape.First.Span, text, shape.TypeName, wanted, claimed);
    }

    private EquatableArray<MemberModel> ToMembers(IReadOnlyList<DraftMember> members, IEnumerable<string> reserved, string typeName)
    {
        var names = new RecordNames(reserved, typeName);
        foreach (var member in members)
        {
            names.Add(
                member.Name,
                (wanted, claimed) => _sink.Report(Descriptors.MemberRenamed, member.Span, member.Name, typeName, wanted, claimed));
        }

        names.NameLocals();
        return members
            .Select((m, i) => new MemberModel(
                m.Name, names.Property(i), names.Local(i), _shapes.TypeOf(m), m.IsOptional, Prose.Plain(m.Description)))
            .ToEquatableArray();
    }
}
