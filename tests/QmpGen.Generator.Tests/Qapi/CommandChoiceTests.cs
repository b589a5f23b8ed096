using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Which commands are emitted, and what is said of patterns that choose none.</summary>
public sealed class CommandChoiceTests
{
    private const string Schema = """
        { 'event': 'STOP' }
        { 'struct': 'Unused', 'data': {} }
        { 'struct': 'Info', 'data': { '*next': 'Info' } }
        { 'command': 'query-block', 'returns': 'Info' }
        { 'command': 'query-status' }
        { 'command': 'x-query-roms' }
        { 'command': 'device_add', 'data': { 'driver': 'str' }, 'gen': false }
        { 'command': 'device_del', 'data': { 'id': 'str' } }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("device_del", "device_del")]
    [InlineData("query-*", "query-block query-status")]
    [InlineData("*query-*;-x-*", "query-block query-status")]
    [InlineData("-x-*,-query-status,*", "query-block device_add device_del")]
    [InlineData(" query-status ; device_* ", "query-status device_add device_del")]
    [InlineData("*;-y-*", "query-block query-status x-query-roms device_add device_del")]
    public void Names_and_patterns_choose_and_a_dash_leaves_out_wherever_it_stands(string commands, string expected)
    {
        var result = Reading.Compile(new SpecFile("schema.json", Schema, "Spec") { Commands = commands });

        Assert.Empty(result.Diagnostics);
        Assert.Equal(expected, string.Join(' ', result.Schema!.Commands.Commands.Select(c => c.WireName)));
    }

    [Theory]
    [InlineData("device-del", "'device_del'")]
    [InlineData("query-blocks", "'query-block'")]
    [InlineData("block-*", "'query-block'")]
    [InlineData("-query-statos;*", "'query-status'")]
    [InlineData("migrate", "correct or remove it")]
    public void A_pattern_that_matches_nothing_is_a_warning_with_the_nearest_names(string commands, string hint)
    {
        var result = Reading.Compile(new SpecFile("schema.json", Schema, "Spec") { Commands = commands });

        var said = Assert.Single(result.Diagnostics);
        Assert.Equal("QMP0221", said.Descriptor.Id);
        Assert.Contains(hint, said.Message(), StringComparison.Ordinal);
        Assert.Equal("schema.json", said.Location.Path);
    }

    [Fact]
    public void A_text_has_no_commands()
    {
        var result = Reading.Compile(new SpecFile("events.txt", "STOP\n----\n\nData: None.\n", "Spec") { Commands = "*" });

        Assert.Equal("QMP0014", Assert.Single(result.Diagnostics).Descriptor.Id);
        Assert.Null(result.Schema);
    }

    [Fact]
    public void Only_what_the_chosen_commands_reach_is_emitted_and_without_any_nothing()
    {
        var chosen = SpecRun.Of([new SpecText("schema.json", Schema) { Commands = "query-block" }]);
        var none = SpecRun.Of([new SpecText("schema.json", Schema)]);

        Assert.NotNull(chosen.Compiled().Type("Spec.Info"));
        Assert.DoesNotContain(chosen.Files.Values, f => f.Contains("Unused", StringComparison.Ordinal));
        Assert.DoesNotContain(none.Files.Keys, f => f.Contains("Commands", StringComparison.Ordinal));
    }

    [Fact]
    public void A_schema_of_commands_alone_compiles()
    {
        var run = SpecRun.Of([new SpecText("schema.json", "{ 'command': 'guest-ping' }") { Commands = "*" }]);

        Assert.Empty(run.Diagnostics);
        Assert.NotNull(run.Compiled().Type("Spec.GuestPingCommand"));
    }

    [Fact]
    public void A_command_whose_record_has_the_name_of_a_type_gets_another_one()
    {
        var run = SpecRun.Of([new SpecText(
            "schema.json",
            "{ 'struct': 'StopCommand', 'data': { 'a': 'int' } }\n"
                + "{ 'event': 'STOP', 'data': { 'v': 'StopCommand' } }\n{ 'command': 'stop' }")
        {
            Commands = "*",
        }]);

        Assert.Equal("QMP0126", Assert.Single(run.Diagnostics).Id);
        Assert.NotNull(run.Compiled().Type("Spec.StopCommand2"));
    }
}
