using QmpGen.Generator.Model;

namespace QmpGen.Generator.Tests.Support;

/// <summary>
/// A schema in a line per event: <c>DOOR_MOVED(door: string, force?: int, room: {number: int}, mood: [squeak|bang])</c>.
/// C# names are left out.
/// </summary>
internal static class Shapes
{
    public static string Of(EventSchema schema) => string.Join('\n', schema.Events.Select(e => $"{e.WireName}({Data(schema, e)})"));

    public static string Data(EventSchema schema, EventModel e) => Members(schema, e.Members);

    private static string Members(EventSchema schema, IEnumerable<MemberModel> members) =>
        string.Join(", ", members.Select(m => $"{m.WireName}{(m.IsOptional ? "?" : "")}: {Type(schema, m.Type)}"));

    private static string Type(EventSchema schema, MemberType type) => type.Kind switch
    {
        MemberKind.String => "string",
        MemberKind.Int64 => "int",
        MemberKind.UInt64 => "uint",
        MemberKind.Double => "double",
        MemberKind.Boolean => "bool",
        MemberKind.Json => "json",
        MemberKind.Object => $"{{{Members(schema, schema.Objects.Single(o => o.TypeName == type.TypeName).Members)}}}",
        _ => $"[{string.Join('|', schema.ValueLists.Single(l => l.TypeName == type.TypeName).Values.Select(v => v.Text))}]",
    };
}
