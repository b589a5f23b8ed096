using System.Text.Json;
using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;
using QmpGen.Tests.Shared;

namespace QmpGen.Qemu.Tests.Commands;

/// <summary>
/// Every command as this QEMU describes it in <c>query-qmp-schema</c>: whatever the description allows is read as the generated
/// command and written back equal, and so are results. Nothing of it runs.
/// </summary>
public sealed class DescriptionTests
{
    private const int MostValues = 2_000;
    private const int FewestValues = 8;

    // A QEMU that is newer than the schema may have other types for what is unstable, or accept more.
    private const int MostCommandsOfNewerTypes = 5;

    [Fact]
    public async Task All_that_QEMU_describes_is_read_and_written_as_it_describes_it()
    {
        await using var vm = await Machine.StartAsync();
        var schema = await Introspection.OfAsync(vm);
        var known = KnownCommand.Among(typeof(QmpCommands).Assembly.GetTypes());
        var unknown = schema.Commands.Keys.Except(known.Keys).ToList();
        var mistakes = new List<string>();
        var pairs = 0;
        foreach (var (name, described) in schema.Commands.Where(c => known.ContainsKey(c.Key)))
        {
            var (arguments, results) = (new DescribedValues(schema), new DescribedValues(schema));
            for (var i = 0; i < FewestValues || (arguments.Waiting.Count + results.Waiting.Count > 0 && i < MostValues); i++)
            {
                var sent = arguments.Of(Introspection.Text(described, "arg-type"));
                var returned = results.Of(Introspection.Text(described, "ret-type"));
                if (Mistake(schema, known[name], sent, returned) is { } mistake)
                {
                    mistakes.Add(mistake);
                    break;
                }

                pairs++;
            }

            Assert.Empty(mistakes.Count > 0 ? [] : arguments.Waiting.Concat(results.Waiting));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{schema.Commands.Count} commands, {pairs} pairs of arguments and results");
        Assert.True(mistakes.Count <= (CompiledSchema.IsOlder ? MostCommandsOfNewerTypes : 0), string.Join('\n', mistakes));
        Assert.True(CompiledSchema.IsOlder || unknown.Count == 0, $"The schema lacks {string.Join(", ", unknown)}.");
    }

    [Theory]
    [InlineData("device_del", "{}", "device_del.id is missing")]
    [InlineData("device_del", """{"id": 1}""", "device_del.id: 1 is not of the JSON type string")]
    [InlineData("device_del", """{"id": "a", "other": 1}""", "device_del.other is unknown")]
    [InlineData("device_del", """{"id": "a", "id": "b"}""", "device_del: a member stands there twice")]
    [InlineData("blockdev-add", """{"driver": "null-co", "filename": "f"}""", "blockdev-add.filename is unknown")]
    [InlineData("blockdev-add", """{"driver": "no-such"}""", "blockdev-add.driver: no-such is not one of")]
    [InlineData("blockdev-add", """{"driver": "null-co", "size": 1.0}""", "blockdev-add.size: 1.0 is not of the JSON type int")]
    [InlineData("blockdev-add", """{"driver": "raw", "file": {"driver": "null-co", "no": 1}}""", "blockdev-add.file.no is unknown")]
    [InlineData("set_link", """{"name": "n", "up": null}""", "set_link.up: null is not of the JSON type boolean")]
    [InlineData("migrate-set-capabilities", """{"capabilities": {}}""", "migrate-set-capabilities.capabilities: {} is not an array")]
    [InlineData("no-such-command", "{}", "'no-such-command' is not a command")]
    public async Task What_QEMU_would_refuse_is_found(string command, string arguments, string expected)
    {
        await using var vm = await Machine.StartAsync();

        var mistake = (await Introspection.OfAsync(vm)).Mistake(command, JsonElement.Parse(arguments));

        Assert.StartsWith(expected, mistake!.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string? Mistake(Introspection schema, KnownCommand type, JsonElement sent, JsonElement returned)
    {
        var name = type.Name;
        try
        {
            var command = type.Read(sent);
            var arguments = type.ArgumentsOf(command);
            Assert.Equal(command, type.Read(arguments));
            var written = type.WriteResult(command, type.ReadResult(command, returned.GetRawText()));
            Assert.Equal(written, type.WriteResult(command, type.ReadResult(command, written)));
            var result = JsonElement.Parse(written);
            return schema.Mistake(name, arguments) is { } refused ? $"{name}: {refused}"
                : schema.MistakeInResult(name, result) is { } strange && !CompiledSchema.IsOlder ? $"{name}: {strange}"
                : !JsonElement.DeepEquals(sent, arguments) && !CompiledSchema.IsOlder ? $"{name}: {sent} became {arguments}"
                : !JsonElement.DeepEquals(returned, result) && !CompiledSchema.IsOlder ? $"{name} returns {returned}, which became {result}"
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"{name}: {sent} or {returned} cannot be read: {exception.Message}";
        }
    }
}
