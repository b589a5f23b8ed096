using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// The full names of types in emitted code. A record's property may have the name of another type, so nothing shorter
/// is safe.
/// </summary>
internal sealed class TypeNames
{
    private readonly string _prefix;
    private readonly Dictionary<string, string> _events;

    public TypeNames(EventSchema schema)
    {
        Access = schema.IsInternal ? "internal" : "public";
        _prefix = schema.Namespace.Length == 0 ? "global::" : $"global::{schema.Namespace}.";
        _events = schema.Events.ToDictionary(e => e.WireName, e => e.TypeName, StringComparer.Ordinal);
    }

    /// <summary>The keyword that each emitted type starts with: who can use it.</summary>
    public string Access { get; }

    /// <summary>A type of the schema.</summary>
    public string Of(string typeName) => _prefix + typeName;

    /// <summary>An event's record, by the event's wire name.</summary>
    public string OfEvent(string wireName) => Of(_events[wireName]);

    /// <summary>The type of a member.</summary>
    public string Of(MemberType type) => type.IsArray ? $"{RuntimeNames.List}<{OfItem(type)}>" : OfItem(type);

    private string OfItem(MemberType type) => type.Kind switch
    {
        MemberKind.String => "string",
        MemberKind.Int8 => "sbyte",
        MemberKind.Int16 => "short",
        MemberKind.Int32 => "int",
        MemberKind.UInt8 => "byte",
        MemberKind.UInt16 => "ushort",
        MemberKind.UInt32 => "uint",
        MemberKind.Int64 => "long",
        MemberKind.UInt64 => "ulong",
        MemberKind.Integer => "global::System.Int128",
        MemberKind.Double => "double",
        MemberKind.Boolean => "bool",
        MemberKind.Json or MemberKind.Null => SystemNames.JsonElement,
        MemberKind.Argument => RuntimeNames.Argument,
        _ => Of(type.TypeName!),
    };
}
