using System.Text.Json;

namespace QmpGen.Schema;

/// <summary>A JSON object of a schema, which insists on its members: whoever sent it may have sent anything.</summary>
/// <param name="json">The object.</param>
/// <param name="place">What it describes, for messages.</param>
internal readonly struct SchemaObject(JsonElement json, string place)
{
    private const int LongestExcerpt = 60;

    /// <summary>The objects of the array that is a whole schema.</summary>
    /// <exception cref="JsonException">It is no array of objects.</exception>
    public static IEnumerable<SchemaObject> In(JsonElement schema) => Objects(
        schema, "The schema must be an array of objects, as in the reply to query-qmp-schema", i => $"the schema's entry {i}");

    /// <summary>The same object with a better name for messages.</summary>
    public SchemaObject Named(string name) => new(json, $"the schema's entry '{name}'");

    /// <summary>A member that is a string.</summary>
    public string Text(string name) => Find(name) is { } value ? TextOf(value, name) : throw Missing(name, "a string");

    /// <summary>A member that is a string; null if there is none.</summary>
    public string? TextIfAny(string name) => Find(name) is { } value ? TextOf(value, name) : null;

    /// <summary>Whether there is a member.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A member that is an array of strings.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var array = Find(name) ?? throw Missing(name, "an array of strings");
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(name, "an array of strings", array);
        }

        var texts = new List<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            texts.Add(TextOf(item, name));
        }

        return texts;
    }

    /// <summary>A member that is an array of objects.</summary>
    public IEnumerable<SchemaObject> Objects(string name)
    {
        var where = place;
        return Objects(
            Find(name) ?? throw Missing(name, "an array of objects"),
            $"'{name}' of {where} must be an array of objects",
            i => $"'{name}[{i}]' of {where}");
    }

    /// <summary>A member that is an object whose members are strings; empty if there is none.</summary>
    public IReadOnlyDictionary<string, string> TextsByName(string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(name) is not { } value)
        {
            return texts;
        }

        foreach (var member in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Wrong(name, "an object", value))
        {
            texts[member.Name] = TextOf(member.Value, name);
        }

        return texts;
    }

    /// <summary>The failure that an object of a schema is not as it must be.</summary>
    public JsonException Problem(string problem) => Failure($"{char.ToUpperInvariant(place[0])}{place[1..]} {problem}.");

    /// <summary>The failure that a schema is not as it must be.</summary>
    public static JsonException Failure(string problem) => new(ForeignText.OnOneLine(problem));

    private static IEnumerable<SchemaObject> Objects(JsonElement array, string expected, Func<int, string> place)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Failure($"{expected}; found {Excerpt(array)}.");
        }

        var number = 0;
        foreach (var item in array.EnumerateArray())
        {
            yield return item.ValueKind == JsonValueKind.Object
                ? new SchemaObject(item, place(number++))
                : throw Failure($"{expected}; found {Excerpt(item)} at index {number}.");
        }
    }

    private static string Excerpt(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return "nothing";
        }

        var text = value.GetRawText();
        return text.Length <= LongestExcerpt ? text : $"{text[..LongestExcerpt]}…";
    }

    private JsonElement? Find(string name) => json.TryGetProperty(name, out var value) ? value : null;

    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, "a string", value);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw Wrong(name, "text", value);
        }
    }

    private JsonException Missing(string name, string expected) => Problem($"has no member '{name}': expected {expected}");

    private JsonException Wrong(string name, string expected, JsonElement found) =>
        Problem($"has a member '{name}' that must be {expected}; found {Excerpt(found)}");
}
