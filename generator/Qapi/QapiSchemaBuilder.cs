using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Naming;
using QmpGen.Generator.Schema;

namespace QmpGen.Generator.Qapi;

/// <summary>Turns definitions into a schema of all events and of the types that events reach.</summary>
internal sealed class QapiSchemaBuilder
{
    private readonly TypeTable _types;
    private readonly ShapeReader _shapes;
    private readonly AlternateReader _alternates;
    private readonly DefinitionChecker _checker;

    // A type cannot have a member of its own name.
    private readonly NameTable _typeNames = new(ReservedNames.Types.Concat(ReservedNames.ValueMembers), StringComparer.OrdinalIgnoreCase);
    private readonly NameTable _handlerNames = new([], StringComparer.Ordinal);
    private readonly Dictionary<string, string> _eventTypeNames = new(StringComparer.Ordinal);

    private QapiSchemaBuilder(TypeTable types, QapiRules rules)
    {
        _types = types;
        _shapes = new ShapeReader(types);
        _alternates = new AlternateReader(types, rules);
        _checker = new DefinitionChecker(types, _shapes, _alternates, rules);
    }

    public static EventSchema Build(IEnumerable<Definition> definitions, QapiRules rules, string @namespace, bool isLenient, CancellationToken cancellation)
    {
        var types = new TypeTable();
        foreach (var definition in definitions)
        {
            types.Define(definition);
        }

        return new QapiSchemaBuilder(types, rules).Build(@namespace, isLenient, cancellation);
    }

    private EventSchema Build(string @namespace, bool isLenient, CancellationToken cancellation)
    {
        // Mistakes are mistakes even where no event leads to them: the next edit may.
        foreach (var definition in _types.Definitions)
        {
            cancellation.ThrowIfCancellationRequested();
            _checker.Check(definition);
        }

        var events = _types.Definitions.Where(_checker.HasObjectData).ToList();
        foreach (var e in events)
        {
            _eventTypeNames.Add(e.Name, Claim(e, $"{Identifier.Pascal(e.Name)}Event", "Event"));
        }

        var reached = ReachedTypes.From(events, _types, _shapes, _alternates, cancellation);
        foreach (var type in reached.Types)
        {
            reached.Name(type, Claim(type, Identifier.Pascal(ImplicitTypes.NameOf(type)), type.Kind == DefinitionKind.Enum ? "Value" : "Object"));
        }

        foreach (var type in reached.Types.Where(t => t.Kind == DefinitionKind.Enum))
        {
            reached.NameKind(type, _typeNames.Claim($"{reached.NameOf(type)}Kind"));
        }

        var docs = new QapiDocs(new ProseReader(_eventTypeNames));
        var models = new ModelBuilder(_shapes, _alternates, reached, docs, isLenient);
        return new EventSchema(
            @namespace,
            events.Select(e => models.Event(e, _eventTypeNames[e.Name], HandlerName(_eventTypeNames[e.Name]))).ToEquatableArray(),
            reached.Types.Where(t => t.Kind is DefinitionKind.Struct or DefinitionKind.Union).Select(models.Object).ToEquatableArray(),
            reached.Types.Where(t => t.Kind == DefinitionKind.Enum).Select(models.ValueList).ToEquatableArray())
        {
            Alternates = reached.Types.Where(t => t.Kind == DefinitionKind.Alternate).Select(models.Alternate).ToEquatableArray(),
        };
    }

    private string Claim(Definition definition, string wanted, string suffix)
    {
        var claimed = _typeNames.Claim(wanted, $"{wanted}{suffix}");
        if (claimed != wanted)
        {
            definition.Place.Report(Descriptors.TypeRenamed, wanted, claimed);
        }

        return claimed;
    }

    private string HandlerName(string eventTypeName) =>
        _handlerNames.Claim($"On{eventTypeName.Substring(0, eventTypeName.Length - "Event".Length)}Async");
}
