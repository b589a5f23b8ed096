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
        IEnumerable<Definition> definitions,
        QapiRules rules,
        QapiRequest request,
        Action<string, IReadOnlyList<string>> unmatched,
        CancellationToken cancellation)
    {
        var types = new TypeTable();
        foreach (var definition in definitions)
        {
            types.Define(definition);
        }

        return new QapiSchemaBuilder(types, rules).Build(request, unmatched, cancellation);
    }

    private EventSchema Build(
        QapiRequest request, Action<string, IReadOnlyList<string>> unmatched, CancellationToken cancellation)
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
        NameTypes(reached, reached.Types);

        // Commands come last: choosing others does not rename what events have.
        var commands = CommandSelection.Of(_types.Definitions, request.Commands, unmatched);
        var typeNames = commands.Select(c => _names.Command(c.Name, Renamed(c))).ToList();
        var further = CommandTypes.From(commands, _types, _shapes, _alternates, cancellation);
        var own = further.Types.Except(reached.Types).ToList();
        reached.Add(further);
        NameTypes(reached, own);

        var docs = new QapiDocs(new ProseReader(_names.EventTypes));
        var models = new ModelBuilder(_shapes, _alternates, reached, docs);
        var records = new CommandModelBuilder(_types, _shapes, reached, models, docs);
        var unions = new UnionModelBuilder(_types, _shapes, reached, models, records, docs);
        return new EventSchema(
            request.Namespace,
            events.Select(e => models.Event(e, _names.EventTypes[e.Name], _names.Handler(_names.EventTypes[e.Name]))).ToEquatableArray(),
            reached.Types.Where(t => t.Kind is DefinitionKind.Struct or DefinitionKind.Union).Select(models.Object).ToEquatableArray(),
            Of(reached.Types, DefinitionKind.Enum, models.ValueList))
        {
            Alternates = Of(reached.Types, DefinitionKind.Alternate, models.Alternate),
            Unions = Unions(reached.Types),
            Commands = new CommandSchema(
                commands.Select((c, i) => records.Command(c, typeNames[i], _names.Method(typeNames[i]))).ToEquatableArray(),
                Of(own, DefinitionKind.Struct, records.Struct),
                Unions(own),
                Of(own, DefinitionKind.Alternate, models.Alternate),
                Of(own, DefinitionKind.Enum, models.ValueList)),
        };

        EquatableArray<UnionTypeModel> Unions(IEnumerable<Definition> of) =>
            of.Where(t => t.Kind == DefinitionKind.Union).Select(unions.Union).OfType<UnionTypeModel>().ToEquatableArray();
    }

    private static EquatableArray<T> Of<T>(IEnumerable<Definition> types, DefinitionKind kind, Func<Definition, T> model)
        where T : IEquatable<T> => types.Where(t => t.Kind == kind).Select(model).ToEquatableArray();

    private void NameTypes(ReachedTypes reached, IReadOnlyList<Definition> types)
    {
        foreach (var type in types)
        {
            var wanted = Identifier.Pascal(ImplicitTypes.NameOf(type));
            reached.Name(type, _names.Type(wanted, type.Kind == DefinitionKind.Enum, Renamed(type)));
        }

        foreach (var type in types.Where(t => t.Kind == DefinitionKind.Enum))
        {
            reached.NameKind(type, _names.Kind(reached.NameOf(type), Renamed(type)));
        }
    }

    private static Action<string, string> Renamed(Definition definition) =>
        (wanted, claimed) => definition.Location.Report(Descriptors.TypeRenamed, wanted, claimed);
}
