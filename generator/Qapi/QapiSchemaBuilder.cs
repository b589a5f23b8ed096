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
    // A type cannot have a member of its own name.
    private readonly NameTable _typeNames = new(ReservedNames.Types.Concat(ReservedNames.ValueMembers), StringComparer.OrdinalIgnoreCase);
    private readonly NameTable _handlerNames = new([], StringComparer.Ordinal);
    private readonly Dictionary<string, string> _eventTypeNames = new(StringComparer.Ordinal);

    private QapiSchemaBuilder(TypeTable types, SchemaAge age)
    {
        _types = types;
        _shapes = new ShapeReader(types);
        _alternates = new AlternateReader(types, age);
    }

    public static EventSchema Build(IEnumerable<Definition> definitions, SchemaAge age, string @namespace, bool isLenient, CancellationToken cancellation)
    {
        var types = new TypeTable();
        foreach (var definition in definitions)
        {
            types.Define(definition);
        }

        return new QapiSchemaBuilder(types, age).Build(@namespace, isLenient, cancellation);
    }

    private EventSchema Build(string @namespace, bool isLenient, CancellationToken cancellation)
    {
        // Mistakes are mistakes even where no event leads to them: the next edit may.
        foreach (var definition in _types.Definitions)
        {
            cancellation.ThrowIfCancellationRequested();
            Check(definition);
        }

        var events = _types.Definitions.Where(d => d.Kind == DefinitionKind.Event && HasObjectData(d)).ToList();
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
            reached.NameKind(type, Claim(type, $"{reached.NameOf(type)}Kind", string.Empty));
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

    private void Check(Definition definition)
    {
        if (definition.Kind == DefinitionKind.Alternate)
        {
            _alternates.Read(definition);
        }
        else if (definition.Kind == DefinitionKind.Event && !HasObjectData(definition))
        {
            definition.Base!.Place.Report(Descriptors.QapiEventData, definition.Name, definition.Base.Name);
        }
        else if (definition.Kind != DefinitionKind.Enum)
        {
            foreach (var (owner, member) in _shapes.Of(definition).Members)
            {
                // What a base has is checked with the base.
                if (owner.Name == definition.Name)
                {
                    _types.Resolve(member.Type);
                }
            }
        }

        if (definition.Returns is { } returns && _types.Resolve(returns).Definition is { Kind: DefinitionKind.Alternate })
        {
            returns.Place.Report(Descriptors.QapiWrongType, returns.Name, $"The command '{definition.Name}'", "a struct, a union, an enum or an array");
        }
    }

    /// <summary>Whether the data of an event is an object; QEMU 2.7 and 2.8 allowed an alternate in its place, but have no such event.</summary>
    private bool HasObjectData(Definition definition) =>
        definition.Kind == DefinitionKind.Event
        && !(definition is { IsBoxed: true, Base: { } data } && _types.Find(data.Name).Definition is { Kind: DefinitionKind.Alternate });

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
