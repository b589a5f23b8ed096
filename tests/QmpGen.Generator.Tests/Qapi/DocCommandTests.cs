using System.Text.Json;
using System.Text.RegularExpressions;
using QmpGen.Generator.Model;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>
/// The dialogues that a schema's documentation shows: commands are read as the generated records and written back equal, replies
/// are read as their results. Where an example contradicts its schema, the reader must say so, and the test names it.
/// </summary>
public sealed partial class DocCommandTests
{
    [Theory]
    [InlineData("7.2", 194, 157, "query-block query-named-block-nodes query-migrate query-iothreads query-sgx-capabilities query-pci "
        + "x-query-virtio-status")]
    [InlineData("10.2", 197, 179, "query-block query-named-block-nodes query-migrate migrate trace-event-get-state query-cpus-fast "
        + "query-iothreads query-sev query-sgx-capabilities query-pci")]
    public void Examples_of_commands_and_their_replies_round_trip(string version, int fittingCommands, int fittingReplies, string staleOnes)
    {
        var types = KnownCommand.Among(PublishedCommands.Of(version).Compiled().PublicTypes);
        var (commands, replies, stale) = (0, 0, new List<string>());
        foreach (var message in PublishedCommands.Schema(version).Commands.Commands.SelectMany(Messages))
        {
            var mistake = types.TryGetValue(message.Command, out var type) ? Mistake(type, message) : "is not a command";
            if (mistake is not null)
            {
                stale.Add($"{message.Command} {(message.Reply is null ? "->" : "<-")} {mistake}");
            }
            else if (message.Reply is null)
            {
                commands++;
            }
            else
            {
                replies++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"QEMU {version}: {commands} commands, {replies} replies, stale:\n{string.Join('\n', stale)}");
        Assert.Equal((fittingCommands, fittingReplies), (commands, replies));
        Assert.Equal(staleOnes, string.Join(' ', stale.Select(s => s.Split(' ')[0]).Distinct()));
    }

    private static string? Mistake(KnownCommand type, Message message)
    {
        try
        {
            var command = type.Read(message.Arguments);
            var hasUnknown = type.ExtraOf(command).Count > 0 && !message.IsOpen;
            if (hasUnknown || !JsonElement.DeepEquals(message.Arguments, type.ArgumentsOf(command)))
            {
                return $"{message.Arguments} became {type.ArgumentsOf(command)}";
            }

            if (message.Reply is not { } reply)
            {
                return null;
            }

            var written = type.WriteResult(command, type.ReadResult(command, reply.GetRawText()));
            return JsonElement.DeepEquals(reply, JsonElement.Parse(written)) ? null : $"{reply} became {written}";
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The messages of a command's examples; a reply comes with the command that it answers.</summary>
    private static IEnumerable<Message> Messages(CommandModel model)
    {
        foreach (var example in model.Docs.Examples)
        {
            Message? sent = null;
            foreach (Match match in Sent().Matches(example))
            {
                if (Parsed(match.Groups["json"].Value) is not { ValueKind: JsonValueKind.Object } json)
                {
                    sent = null;
                }
                else if (match.Groups["arrow"].Value == "->")
                {
                    sent = json.TryGetProperty("execute", out var name) || json.TryGetProperty("exec-oob", out name)
                        ? new Message(
                            name.GetString()!,
                            json.TryGetProperty("arguments", out var arguments) ? arguments : JsonElement.Parse("{}"),
                            model.IsOpen)
                        : null;
                    if (sent is not null)
                    {
                        yield return sent;
                    }
                }
                else if (sent is not null && json.TryGetProperty("return", out var reply))
                {
                    yield return sent with { Reply = reply };
                }
            }
        }
    }

    /// <summary>Null for what is no JSON: some examples leave parts out.</summary>
    private static JsonElement? Parsed(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<arrow>->|<-) (?<json>.*?)(?=^->|^<-|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sent();

    private sealed record Message(string Command, JsonElement Arguments, bool IsOpen)
    {
        public JsonElement? Reply { get; init; }
    }
}
