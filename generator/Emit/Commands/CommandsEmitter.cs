using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit.Commands;

/// <summary>Prints the chosen commands of a schema as C#, in few files: there are many of them, and each has a header.</summary>
internal static class CommandsEmitter
{
    public static IEnumerable<GeneratedFile> Emit(EventSchema schema)
    {
        var commands = schema.Commands;
        if (commands.Commands.Count == 0)
        {
            return [];
        }

        var names = new TypeNames(schema);
        var hasAttributes = StabilityCode.HasAttributes(schema);
        return
        [
            File("QmpCommands", code => MethodEmitter.Emit(code, commands, names)),
            File("QmpCommands.Records", code => Each(commands.Commands, c => CommandEmitter.Emit(code, c, names))),
            File("QmpCommands.Objects", code => Each(commands.Structs, s => StructEmitter.Emit(code, s, names))),
            File("QmpCommands.Unions", code => Each(commands.Unions, u => UnionEmitter.Emit(code, u, names))),
            File("QmpCommands.Alternates", code => Each(commands.Alternates, a => AlternateEmitter.Emit(code, a, names))),
            File("QmpCommands.Values", code => Each(commands.ValueLists, v => CommandValueEmitter.Emit(code, v, names))),
        ];

        GeneratedFile File(string name, Action<CodeWriter> emit) =>
            GeneratedFile.Create(schema.Namespace, name, hasAttributes, emit, isCompact: true);
    }

    private static void Each<T>(IEnumerable<T> models, Action<T> emit)
    {
        foreach (var model in models)
        {
            emit(model);
        }
    }
}
