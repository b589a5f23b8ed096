using System.Collections.Immutable;
using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Naming;
using QmpGen.Generator.Syntax;

namespace QmpGen.Generator.Schema;

/// <summary>Turns a document into a schema: settles its contradictions and gives everything its C# name.</summary>
internal sealed class SchemaBuilder
{
    private readonly string _namespace;
    private readonly DiagnosticSink _sink;
    private readonly CancellationToken _cancellation;
    private readonly ShapeNamer _shapes = new();
    private readonly NameTable _typeNames = new(ReservedNames.Types, StringComparer.OrdinalIgnoreCase);
    private readonly NameTable _handlerNames = new([], StringComparer.Ordinal);
    private readonly Dictionary<string, string> _eventTypeNames = new(StringComparer.Ordinal);
    private readonly ProseReader _prose;

    private SchemaBuilder(string @namespace, DiagnosticSink sink, CancellationToken cancellation)
    {
        (_namespace, _sink, _cancellation) = (@namespace, sink, cancellation);
        _prose = new ProseReader(_eventTypeNames);
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
            ClaimEventType(draft.Name);
            _shapes.Add(draft.Name.Text, draft.Members);
        }

        _shapes.NameAll(_typeNames, _sink);
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

    private void ClaimEventType(NameSyntax name)
    {
        var wanted = $"{Identifier.Pascal(name.Text)}Event";
        var claimed = _typeNames.Claim(wanted, $"{wanted}Event");
        if (claimed != wanted)
        {
            _sink.Report(Descriptors.TypeRenamed, name.Span, wanted, claimed);
        }

        _eventTypeNames.Add(name.Text, claimed);
    }

    private EventModel ToEvent(DraftEvent draft)
    {
        var name = draft.Name.Text;
        var typeName = _eventTypeNames[name];
        var summary = draft.Section.Prose.FirstOrDefault();
        var notes = draft.Section.Notes;
        var remarks = draft.Section.Prose.Where(p => p != summary).Concat(notes);
        return new EventModel(
            name,
            typeName,
            _handlerNames.Claim(HandlerName(typeName)),
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
        var names = new NameTable(ReservedNames.ValueMembers.Append(ValueListModel.UnlistedName).Append(shape.TypeName), StringComparer.Ordinal);
        var values = shape.First.Type.Values
            .Select(v => new ValueModel(v.Text, ClaimValue(v.Text), shape.Meaning(v)))
            .ToEquatableArray();
        return new ValueListModel(
            shape.TypeName,
            shape.KindTypeName,
            shape.First.Name,
            shape.EventNames.ToEquatableArray(),
            values);

        string ClaimValue(string text)
        {
            var wanted = text.Length == 0 ? "Empty" : Identifier.Pascal(text);
            var claimed = names.Claim(wanted, $"{wanted}Value");
            if (claimed != wanted)
            {
                _sink.Report(Descriptors.ValueRenamed, shape.First.Span, text, shape.TypeName, wanted, claimed);
            }

            return claimed;
        }
    }

    private static string HandlerName(string eventTypeName) =>
        $"On{(eventTypeName.EndsWith("Event", StringComparison.Ordinal) ? eventTypeName.Substring(0, eventTypeName.Length - "Event".Length) : eventTypeName)}Async";

    private EquatableArray<MemberModel> ToMembers(IEnumerable<DraftMember> members, IEnumerable<string> reserved, string typeName)
    {
        var names = new NameTable(reserved.Append(typeName), StringComparer.Ordinal);
        var properties = members.Select(m => (Member: m, Name: ClaimProperty(m))).ToList();

        // A digit or a letter without case starts property and variable alike, so that one could hide the other.
        var locals = new NameTable(ReservedNames.Locals.Concat(properties.Select(p => p.Name)), StringComparer.Ordinal);
        return properties.Select(p => ToMember(p.Member, p.Name)).ToEquatableArray();

        string ClaimProperty(DraftMember member)
        {
            var wanted = Identifier.Pascal(member.Name);
            var claimed = names.Claim(wanted, $"{wanted}Value");
            if (claimed != wanted)
            {
                _sink.Report(Descriptors.MemberRenamed, member.Span, member.Name, typeName, wanted, claimed);
            }

            return claimed;
        }

        MemberModel ToMember(DraftMember member, string property)
        {
            var local = locals.Claim(Identifier.Camel(property), $"{Identifier.Camel(property)}Value");
            return new MemberModel(member.Name, property, Identifier.Escape(local), _shapes.TypeOf(member), member.IsOptional, Prose.Plain(member.Description));
        }
    }
}
