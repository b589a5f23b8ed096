using System.Text.Json;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Reads and writes arguments and results of a command, and holds what comes of it against what must.</summary>
/// <param name="type">The generated command.</param>
/// <param name="command">What the schema says of it.</param>
internal sealed class CommandCheck(KnownCommand type, CommandType command)
{
    /// <summary>How many texts were read.</summary>
    public int Count { get; private set; }

    /// <summary>What is wrong; null if nothing.</summary>
    public string? Mistake(Random random)
    {
        var cases = new CaseMaker(random, isSent: true).Of(command).ToList();
        var wrong = cases.Select(c => Mistake(c, t => type.Read(JsonElement.Parse(t)), r => type.ArgumentsOf(r!), HeldInArguments))
            .FirstOrDefault(m => m is not null);
        if (wrong is not null || command.Result is not { } result)
        {
            return wrong;
        }

        var asked = type.Read(JsonElement.Parse(cases[0].Data!.Compact()));
        return new CaseMaker(random).Of(result)
            .Select(c => Mistake(
                c,
                t => type.ReadResult(asked, t),
                r => JsonElement.Parse(type.WriteResult(asked, r)),
                (r, json) => HeldValues.Mistake(r, result, json)))
            .FirstOrDefault(m => m is not null);
    }

    private string? HeldInArguments(object? read, Json json) => command.Data switch
    {
        null => null,
        { Tag: null } data => HeldValues.Mistake(read!, data, (JsonObject)json),
        var union => HeldValues.Mistake(read!.GetType().GetProperty("Arguments")!.GetValue(read), new TypeUse(union), json),
    };

    private string? Mistake(Case message, Func<string, object?> read, Func<object?, JsonElement> write, Func<object?, Json, string?> held)
    {
        var texts = new[] { message.Data!.ByQemu(), message.Data.Compact(), message.Data.Reversed() };
        var found = new List<object?>();
        foreach (var text in texts)
        {
            Count++;
            try
            {
                found.Add(read(text));
            }
            catch (JsonException exception)
            {
                if (message.RefusedAt is not { } path || !exception.Message.Contains($"'{path}'", StringComparison.Ordinal))
                {
                    return $"{message.What}: refused: {exception.Message}\n{text}";
                }

                continue;
            }

            if (message.RefusedAt is { } expected)
            {
                return $"{message.What}: read as {found[^1]}, although '{expected}' is wrong\n{text}";
            }
        }

        var mistake = found.Count == 0 ? null
            : found.Any(f => f is not JsonElement && (!Equals(f, found[0]) || f?.GetHashCode() != found[0]?.GetHashCode()))
                ? $"read as {string.Join(" and ", found)}"
            : write(found[0]) is var written && !WrittenJson.IsEqual(JsonElement.Parse(message.Written!.Compact()), written)
                ? $"written back as {written}"
            : write(read(written.GetRawText())).GetRawText() != written.GetRawText() ? "written otherwise once it was read again"
            : held(found[0], message.Written!);
        return mistake is null ? null : $"{message.What}: {mistake}\n{texts[0]}";
    }
}
