using System.Globalization;
using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Finds the path of the member at an offset of a JSON value. Used on failures only.</summary>
internal static class JsonPathFinder
{
    /// <summary>The path from the value at the reader's token to the token at the offset, such as <c>data.server.host</c>.</summary>
    /// <param name="reader">A copy positioned on the value's first token.</param>
    /// <param name="offset">Where the token starts, as the reader counts.</param>
    public static string Find(Utf8JsonReader reader, long offset)
    {
        var containers = new Stack<Container>();
        var name = string.Empty;
        while (reader.TokenStartIndex < offset)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    containers.Push(new Container(name, reader.TokenType == JsonTokenType.StartArray));
                    name = string.Empty;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    containers.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    name = JsonTokens.Name(ref reader);
                    break;
                default:
                    break;
            }

            if (!reader.Read())
            {
                break;
            }

            if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject)
                && containers.TryPeek(out var array) && array.IsArray)
            {
                name = $"[{(array.Count++).ToString(CultureInfo.InvariantCulture)}]";
            }
        }

        // The end of an object stands for the object: that is where a missing member is noticed.
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && containers.TryPop(out var ended))
        {
            name = ended.Name;
        }

        return string.Join('.', containers.Reverse().Select(static c => c.Name).Append(name).Where(static n => n.Length > 0))
            .Replace(".[", "[", StringComparison.Ordinal);
    }

    private sealed class Container(string name, bool isArray)
    {
        public string Name { get; } = name;

        public bool IsArray { get; } = isArray;

        public int Count { get; set; }
    }
}
