using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>A JSON value that keeps the order of its members and the spelling of its numbers.</summary>
internal abstract record Json
{
    public static Json Null { get; } = new JsonLiteral("null");

    /// <summary>On one line without blanks, the members in their own order.</summary>
    public abstract string Compact();

    /// <summary>As QEMU prints it: in the order of its dictionary, one blank after each comma and colon, text in ASCII.</summary>
    public abstract string ByQemu();

    /// <summary>The last member first, at every level, with white space wherever JSON allows it.</summary>
    public abstract string Reversed();
}

/// <summary>A number, a truth value or null, as it is spelt.</summary>
internal sealed record JsonLiteral(string Text) : Json
{
    public override string Compact() => Text;

    public override string ByQemu() => Text;

    public override string Reversed() => Text;
}

/// <summary>A string.</summary>
internal sealed record JsonText(string Text) : Json
{
    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Compact() => JsonSerializer.Serialize(Text, Unescaped);

    public override string Reversed() => Compact();

    public override string ByQemu()
    {
        var printed = new StringBuilder("\"");
        foreach (var c in Text)
        {
            _ = c switch
            {
                '"' => printed.Append("\\\""),
                '\\' => printed.Append(@"\\"),
                '\b' => printed.Append("\\b"),
                '\f' => printed.Append("\\f"),
                '\n' => printed.Append("\\n"),
                '\r' => printed.Append("\\r"),
                '\t' => printed.Append("\\t"),
                >= ' ' and < '\u007F' => printed.Append(c),
                _ => printed.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        return printed.Append('"').ToString();
    }
}

/// <summary>An array.</summary>
internal sealed record JsonArray(IReadOnlyList<Json> Items) : Json
{
    public override string Compact() => $"[{string.Join(',', Items.Select(i => i.Compact()))}]";

    public override string ByQemu() => $"[{string.Join(", ", Items.Select(i => i.ByQemu()))}]";

    public override string Reversed() => $"[\t{string.Join(" ,\t", Items.Select(i => i.Reversed()))} ]";

    public JsonArray With(int index, Json value) => new([.. Items.Select((item, i) => i == index ? value : item)]);
}

/// <summary>An object, with its members in the order in which QEMU sets them.</summary>
internal sealed record JsonObject(IReadOnlyList<(string Name, Json Value)> Members) : Json
{
    public static JsonObject Empty { get; } = new([]);

    public override string Compact() => $"{{{string.Join(',', Members.Select(m => $"\"{m.Name}\":{m.Value.Compact()}"))}}}";

    public override string ByQemu() => $"{{{string.Join(", ", QemuOrder.Of(Members).Select(m => $"\"{m.Name}\": {m.Value.ByQemu()}"))}}}";

    public override string Reversed() =>
        $"{{\n{string.Join(",\n", Members.Reverse().Select(m => $"\"{m.Name}\" : {m.Value.Reversed()}"))}\n}}";

    public Json? Find(string name) => Members.FirstOrDefault(m => m.Name == name).Value;

    /// <summary>The object with another value for a member, which it gains where it lacks it and loses for null.</summary>
    public JsonObject With(string name, Json? value)
    {
        if (value is null)
        {
            return new JsonObject([.. Members.Where(m => m.Name != name)]);
        }

        return Find(name) is null
            ? new JsonObject([.. Members, (name, value)])
            : new JsonObject([.. Members.Select(m => m.Name == name ? (name, value) : m)]);
    }
}
