using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Prints a schema as C#. Everything is decided already; equal schemas give equal files.</summary>
internal static class Emitter
{
    public static IEnumerable<GeneratedFile> Emit(EventSchema schema)
    {
        var names = new TypeNames(schema);
        var hasAttributes = StabilityCode.HasAttributes(schema);
        var shapes = new LayoutShapes(schema);
        var layout = new LayoutCode(names, shapes);
        var unions = new UnionCode(names, schema);
        foreach (var e in schema.Events)
        {
            yield return File(e.TypeName, code => EventEmitter.Emit(code, e, names, layout, unions));
        }

        foreach (var o in schema.Objects.Where(o => o.Union is null))
        {
            yield return File(o.TypeName, code => ObjectEmitter.Emit(code, o, names, layout));
        }

        foreach (var union in schema.Unions)
        {
            yield return File(union.TypeName, code => UnionEmitter.Emit(code, union, names), isCompact: true);
        }

        foreach (var alternate in schema.Alternates)
        {
            yield return File(alternate.TypeName, code => AlternateEmitter.Emit(code, alternate, names), isCompact: true);
        }

        foreach (var list in schema.ValueLists)
        {
            yield return File(list.TypeName, code => ValueListEmitter.Emit(code, list, names));
        }

        yield return File("QmpEvents.Schema", code => SchemaEmitter.Emit(code, schema, names));
        yield return File("QmpEvents", code => SpecEmitter.Emit(code, schema, names, shapes));
        yield return File("QmpEventDispatcher", code => DispatcherEmitter.EmitDispatcher(code, names));
        yield return File("QmpEventHandler", code => DispatcherEmitter.EmitHandler(code, schema, names));

        GeneratedFile File(string name, Action<CodeWriter> emit, bool isCompact = false) =>
            GeneratedFile.Create(schema.Namespace, name, hasAttributes, emit, isCompact);
    }
}
