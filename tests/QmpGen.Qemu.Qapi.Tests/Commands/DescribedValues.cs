using System.Text.Json;
using System.Text.Json.Nodes;

namespace QmpGen.Qemu.Tests.Commands;

/// <summary>
/// Makes values as an introspection describes them. Each type's branches and strings take turns, so that all of them have been
/// there after some values.
/// </summary>
/// <param name="schema">The description.</param>
internal sealed class DescribedValues(Introspection schema)
{
    private const int Deepest = 5;

    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private uint _chance = 1;

    /// <summary>The pairs of a type and a branch or string that have not had their turn, of all that were met.</summary>
    public IReadOnlyCollection<string> Waiting => _waiting;

    public JsonElement Of(string type) => JsonSerializer.SerializeToElement(Value(type, 0));

    private JsonNode? Value(string typeName, int depth)
    {
        var type = schema.Type(typeName);
        switch (Introspection.Text(type, "meta-type"))
        {
            case "object":
                var made = new JsonObject();
                AddMembers(made, type, depth);
                return made;
            case "array":
                var count = depth >= Deepest ? 0 : Chance(3);
                var item = Introspection.Text(type, "element-type");
                return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Value(item, depth + 1))]);
            case "enum":
                return Next(typeName, Introspection.Values(type));
            case "alternate":
                var branches = type.GetProperty("members").EnumerateArray().Select(m => Introspection.Text(m, "type")).ToList();
                return Value(depth >= Deepest ? branches.MinBy(Size)! : Next(typeName, branches), depth + 1);
            default:
                return Builtin(Introspection.Text(type, "json-type"));
        }
    }

    private void AddMembers(JsonObject made, JsonElement type, int depth)
    {
        var tag = type.TryGetProperty("tag", out var name) ? name.GetString() : null;
        var mode = Chance(4);
        foreach (var member in type.GetProperty("members").EnumerateArray())
        {
            var isOptional = member.TryGetProperty("default", out _);
            if (isOptional && Introspection.Text(member, "name") != tag && (depth >= Deepest || mode == 0 || (mode > 1 && Chance(3) == 0)))
            {
                continue;
            }

            made.Add(Introspection.Text(member, "name"), Value(Introspection.Text(member, "type"), depth + 1));
        }

        if (tag is not null && Introspection.Variant(type, made[tag]!.GetValue<string>()) is { } variant)
        {
            AddMembers(made, schema.Type(variant), depth);
        }
    }

    private string Next(string type, IReadOnlyList<string> choices)
    {
        if (_met.Add(type))
        {
            _waiting.UnionWith(choices.Select(c => $"{type}: {c}"));
        }

        var turn = _turns.GetValueOrDefault(type);
        _turns[type] = turn + 1;
        var choice = choices[turn % choices.Count];
        _waiting.Remove($"{type}: {choice}");
        return choice;
    }

    /// <summary>What ends soonest comes first: a string or null rather than an object.</summary>
    private int Size(string type) => Introspection.Text(schema.Type(type), "meta-type") == "object" ? 1 : 0;

    /// <summary>A number below another one, the same in every run.</summary>
    private int Chance(int below)
    {
        _chance = unchecked((_chance * 1_664_525) + 1_013_904_223);
        return (int)((_chance >> 8) % (uint)below);
    }

    private JsonNode? Builtin(string kind) => kind switch
    {
        // Fits the smallest integer types too, whose sizes QEMU does not tell.
        "int" => JsonValue.Create(Chance(100)),
        "number" => JsonValue.Create(0.5 + (Chance(100))),
        "string" => JsonValue.Create($"text {Chance(100)}"),
        "boolean" => JsonValue.Create(Chance(2) == 0),
        "null" => null,
        _ => new JsonObject { ["any"] = new JsonArray(1, "2", null) },
    };
}
