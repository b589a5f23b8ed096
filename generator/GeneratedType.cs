using QmpGen.Generator.Collections;
using QmpGen.Generator.Model;

namespace QmpGen.Generator;

/// <summary>A type that a spec generates.</summary>
/// <param name="FullName">Its name with its namespace.</param>
/// <param name="Form">How it is declared: a declaration of the same form adds to it.</param>
internal sealed record GeneratedType(string FullName, string Form)
{
    private static readonly string[] OfEverySpec = ["QmpEvents", "QmpEventDispatcher", "QmpEventHandler"];

    /// <summary>The types that a schema becomes.</summary>
    public static EquatableArray<GeneratedType> Of(EventSchema? schema) => schema is null
        ? EquatableArray<GeneratedType>.Empty
        : All(schema)
            .Select(t => new GeneratedType(schema.Namespace.Length == 0 ? t.Name : $"{schema.Namespace}.{t.Name}", t.Form))
            .ToEquatableArray();

    private static IEnumerable<(string Name, string Form)> All(EventSchema schema)
    {
        var commands = schema.Commands;
        var records = schema.Events.Select(e => e.TypeName)
            .Concat(schema.Objects.Select(o => o.TypeName))
            .Concat(schema.Unions.Select(u => u.TypeName))
            .Concat(commands.Commands.Select(c => c.TypeName))
            .Concat(commands.Structs.Select(s => s.TypeName))
            .Concat(commands.Unions.Select(u => u.TypeName));
        var alternates = schema.Alternates.Concat(commands.Alternates).Select(a => a.TypeName);
        return records.Select(n => (n, "partial record"))
            .Concat(alternates.Select(n => (n, "partial record struct")))
            .Concat(schema.ValueLists.Select(v => (v.TypeName, "partial struct")))
            .Concat(commands.ValueLists.Select(v => (v.TypeName, "partial record struct")))
            .Concat(schema.ValueLists.Concat(commands.ValueLists).Select(v => (v.KindTypeName, "enum")))
            .Concat(OfEverySpec.Select(n => (n, "partial class")));
    }
}
