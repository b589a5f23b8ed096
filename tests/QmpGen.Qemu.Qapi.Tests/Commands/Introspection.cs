using System.Text.Json;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Commands;

/// <summary>What <c>query-qmp-schema</c> says of commands, by the names that it gives to types.</summary>
internal sealed class Introspection
{
    // Its arguments are the properties of the device, which the schema leaves open.
    private const string Open = "device_add";

    private readonly Dictionary<string, JsonElement> _types = new(StringComparer.Ordinal);

    public Introspection(JsonElement schema)
    {
        foreach (var entity in schema.EnumerateArray())
        {
            var isCommand = Text(entity, "meta-type") == "command";
            (isCommand ? Commands : _types)[Text(entity, "name")] = entity;
        }
    }

    /// <summary>The descriptions of commands, by their names.</summary>
    public Dictionary<string, JsonElement> Commands { get; } = new(StringComparer.Ordinal);

    public static async Task<Introspection> OfAsync(Machine vm) => new(await vm.ExecuteAsync("query-qmp-schema"));

    public static string Text(JsonElement entity, string name) => entity.GetProperty(name).GetString()!;

    public JsonElement Type(string name) => _types[name];

    /// <summary>The type of an object's variant; null if the value of its tag has none.</summary>
    public static string? Variant(JsonElement type, string? value) => type.TryGetProperty("variants", out var variants)
        ? variants.EnumerateArray().Where(v => Text(v, "case") == value).Select(v => Text(v, "type")).FirstOrDefault()
        : null;

    /// <summary>The strings of an enumeration.</summary>
    public static IReadOnlyList<string> Values(JsonElement type) =>
        [.. type.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)];

    /// <summary>What QEMU would not accept in the arguments of a command; null if nothing.</summary>
    public string? Mistake(string command, JsonElement arguments) => !Commands.TryGetValue(command, out var described)
        ? $"'{command}' is not a command"
        : OfObject(arguments, Type(Text(described, "arg-type")), command, isOpen: command == Open);

    /// <summary>What QEMU would not return as the result of a command; null if nothing.</summary>
    public string? MistakeInResult(string command, JsonElement result) =>
        OfValue(result, Text(Commands[command], "ret-type"), $"{command} returns");

    private string? OfValue(JsonElement value, string typeName, string path)
    {
        var type = Type(typeName);
        switch (Text(type, "meta-type"))
        {
            case "object":
                return OfObject(value, type, path, isOpen: false);
            case "array":
                return value.ValueKind != JsonValueKind.Array
                    ? $"{path}: {value} is not an array"
                    : value.EnumerateArray()
                        .Select((v, i) => OfValue(v, Text(type, "element-type"), $"{path}[{i}]"))
                        .FirstOrDefault(m => m is not null);
            case "enum":
                return value.ValueKind == JsonValueKind.String && Values(type).Contains(value.GetString()!)
                    ? null
                    : $"{path}: {value} is not one of {string.Join(", ", Values(type))}";
            case "alternate":
                var mistakes = type.GetProperty("members").EnumerateArray().Select(m => OfValue(value, Text(m, "type"), path)).ToList();
                return mistakes.Contains(null) ? null : string.Join(" and ", mistakes);
            default:
                var kind = Text(type, "json-type");
                return IsOf(kind, value) ? null : $"{path}: {value.GetRawText()} is not of the JSON type {kind}";
        }
    }

    private string? OfObject(JsonElement value, JsonElement type, string path, bool isOpen)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return $"{path}: {value} is not an object";
        }

        var members = MembersOf(value, type).ToDictionary(m => Text(m, "name"), StringComparer.Ordinal);
        var names = value.EnumerateObject().Select(m => m.Name).ToList();
        var missing = members.Values.FirstOrDefault(m => !m.TryGetProperty("default", out _) && !names.Contains(Text(m, "name")));
        return missing.ValueKind != JsonValueKind.Undefined ? $"{path}.{Text(missing, "name")} is missing"
            : names.Count != names.Distinct().Count() ? $"{path}: a member stands there twice: {value}"
            : names.FirstOrDefault(n => !members.ContainsKey(n)) is { } unknown && !isOpen ? $"{path}.{unknown} is unknown"
            : value.EnumerateObject().Where(m => members.ContainsKey(m.Name))
                .Select(m => OfValue(m.Value, Text(members[m.Name], "type"), $"{path}.{m.Name}"))
                .FirstOrDefault(m => m is not null);
    }

    /// <summary>The members that an object may have: those of the variant that it names stand beside the others.</summary>
    private IEnumerable<JsonElement> MembersOf(JsonElement value, JsonElement type)
    {
        var own = type.GetProperty("members").EnumerateArray();
        return type.TryGetProperty("tag", out var tag)
            && value.TryGetProperty(tag.GetString()!, out var told)
            && Variant(type, told.ValueKind == JsonValueKind.String ? told.GetString() : null) is { } variant
            ? own.Concat(MembersOf(value, Type(variant)))
            : own;
    }

    /// <summary>QEMU takes a number as an integer only if it is written as one: 12.0 is none.</summary>
    private static bool IsOf(string kind, JsonElement value) => kind switch
    {
        "int" => value.ValueKind == JsonValueKind.Number && value.GetRawText().All(c => c is '-' or (>= '0' and <= '9')),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };
}
