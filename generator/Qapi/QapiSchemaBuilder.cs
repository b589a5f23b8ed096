using QmpGen.Generator.Collections;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Qapi;

/// <summary>Turns definitions into a schema of all events and of the types that events reach.</summary>
internal sealed class QapiSchemaBuilder
{
    private readonly TypeTable _types;
    private readonly ShapeReader _shapes;
    private readonly AlternateReader _alternates;
    private readonly DefinitionChecker _checker;
    private readonly SchemaNames _names = new();

    private QapiSchemaBuilder(TypeTable types, QapiRules rules)
    {
        _types = types;
        _shapes = new ShapeReader(types);
        _alternates = new AlternateReader(types, rules);
        _checker = new DefinitionChecker(types, _shapes, _alternates, rules);
    }

    public static EventSchema Build(
        IEnumerable<Definition> definitions, QapiRules rules, string @namespace, CancellationToken cancellation)
    {
        var types = new TypeTable();
        foreach (var definition in definitions)
        {
            types.Define(definition);
        }

        return new QapiSchemaBuilder(types, rules).Build(@namespace, cancellation);
    }

    private EventSchema Build(string @namespace, CancellationToken cancellation)
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
            _names.AddEvent(e.Name, Renamed(e));
        }

        var reached = ReachedTypes.From(events, _types, _shapes, _alternates, cancellation);
        foreach (var type in reached.Types)
        {
            var wanted = Identifier.Pascal(ImplicitTypes.NameOf(type));
            reached.Name(type, _names.Type(wanted, type.Kind == DefinitionKind.Enum, Renamed(type)));
        }

        foreach (var type in reached.Types.Where(t => t.Kind == DefinitionKind.Enum))
        {
            reached.NameKind(type, _names.Kind(reached.NameOf(type), Renamed(type)));
        }

        var docs = new QapiDocs(new ProseReader(_names.EventTypes));
        var models = new ModelBuilder(_shapes, _alternates, reached, docs);
        return new EventSchema(
            @namespace,
            events.Select(e => models.Event(e, _names.EventTypes[e.Name], _names.Handler(_names.EventTypes[e.Name]))).ToEquatableArray(),
            reached.Types.Where(t => t.Kind is DefinitionKind.Struct or DefinitionKind.Union).Select(models.Object).ToEquatableArray(),
            reached.Types.Where(t => t.Kind == DefinitionKind.Enum).Select(models.ValueList).ToEquatableArray())
        {
            Alternates = reached.Types.Where(t => t.Kind == DefinitionKind.Alternate).Select(models.Alternate).ToEquatableArray(),
        };
    }

    private static Action<string, string> Renamed(Definition definition) =>
        (wanted, claimed) => definition.Location.Report(Descriptors.TypeRenamed, wanted, claimed);
}
