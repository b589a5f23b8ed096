using System.Text;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Reads one message in every way, and holds what comes of it against what must.</summary>
/// <param name="reader">The reader that was generated from the schema.</param>
/// <param name="e">The event.</param>
internal sealed class MessageCheck(QmpEventReader reader, EventType e)
{
    /// <summary>How many texts were read.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were read by their layout.</summary>
    public int ByLayout { get; private set; }

    /// <summary>What is wrong; null if nothing.</summary>
    public string? Mistake(Case message)
    {
        var type = reader.Events.Single(i => i.Name == e.Name).Type;
        var (byQemu, compact, reversed) = Texts(e.Name, message.Data);
        var asPrinted = Encoding.UTF8.GetBytes(byQemu);
        ByLayout += reader.ReadAnyLayout(EventHeader.Of(asPrinted), asPrinted) is null ? 0 : 1;
        var ways = new (string Name, Func<QmpEvent> Read)[]
        {
            ("as QEMU prints it", () => reader.Read(asPrinted)),
            ("compact", () => reader.Read(compact)),
            ("reversed", () => reader.Read(reversed)),
            ("by JsonSerializer", () => (QmpEvent)JsonSerializer.Deserialize(byQemu, type)!),
        };
        QmpEvent? first = null;
        foreach (var (name, read) in ways)
        {
            Count++;
            if (Mistake(message, read, type, ref first) is { } mistake)
            {
                return $"{message.What}, {name}: {mistake}\n{(name == "reversed" ? reversed : name == "compact" ? compact : byQemu)}";
            }
        }

        return first is null ? null : OfRead(message, first, type) is { } wrong ? $"{message.What}: {wrong}\n{byQemu}" : null;
    }

    private static string? Mistake(Case message, Func<QmpEvent> read, Type type, ref QmpEvent? first)
    {
        QmpEvent found;
        try
        {
            found = read();
        }
        catch (JsonException exception)
        {
            return message.RefusedAt is not { } path ? $"refused: {exception.Message}"
                : exception.Message.Contains($"'{path}'", StringComparison.Ordinal) ? null
                : $"refused, but the message does not name '{path}': {exception.Message}";
        }

        first ??= found;
        return message.RefusedAt is { } expected ? $"read as {found}, although '{expected}' is wrong"
            : found.GetType() != type ? $"read as {found.GetType()}"
            : !found.Equals(first) || found.GetHashCode() != first.GetHashCode() ? $"read as {found}, but as {first} in another way"
            : null;
    }

    private string? OfRead(Case message, QmpEvent read, Type type)
    {
        var expected = JsonElement.Parse(Texts(e.Name, message.Written).Compact);
        foreach (var text in (string[])[read.ToJson(), JsonSerializer.Serialize(read, type)])
        {
            if (!WrittenJson.IsEqualMessage(expected, JsonElement.Parse(text)))
            {
                return $"written back as {text} in place of {expected}";
            }
        }

        // Not the record itself: a number has several spellings, and what a union does not know keeps that of the message.
        return reader.Read(read.ToJson()).ToJson() is var again
            && again != read.ToJson() ? $"{read} writes {again} once it was written and read"
            : message.Written is JsonObject data
            && e.Data is { } dataType
            && HeldValues.Mistake(read, dataType, data) is { } mistake ? $"held otherwise: {mistake}"
            : null;
    }

    private static (string ByQemu, string Compact, string Reversed) Texts(string name, Json? data)
    {
        var timestamp = new JsonObject([("seconds", new JsonLiteral("1700000000")), ("microseconds", new JsonLiteral("1234"))]);
        var head = new JsonObject([("timestamp", timestamp), ("event", new JsonText(name))]);
        var message = data is null ? head : head.With("data", data);
        return (message.ByQemu(), message.Compact(), message.Reversed());
    }
}
