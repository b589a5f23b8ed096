using System.Text.Json;
using QmpGen.Testing;
using QmpGen.Tests.Machine;

namespace QmpGen.Tests.Commands;

/// <summary>What a QEMU says that it can do is asked once, and a command that it cannot run is not sent.</summary>
public sealed class SupportTests
{
    private const string Schema = """
        [
          {"name": "query-status", "meta-type": "command", "arg-type": "0", "ret-type": "0"},
          {"name": "node-add", "meta-type": "command", "arg-type": "1", "ret-type": "0"},
          {"name": "device_add", "meta-type": "command", "arg-type": "3", "ret-type": "0"},
          {"name": "0", "meta-type": "object", "members": []},
          {"name": "1", "meta-type": "object", "members": [{"name": "kind", "type": "str"}], "tag": "kind",
           "variants": [{"case": "file", "type": "2"}, {"case": "null", "type": "0"}]},
          {"name": "2", "meta-type": "object", "members": [{"name": "filename", "type": "str"}]},
          {"name": "3", "meta-type": "object", "members": [{"name": "driver", "type": "str"}]},
          {"name": "str", "meta-type": "builtin", "json-type": "string"}
        ]
        """;

    [Theory]
    [InlineData("node-add", null, true)]
    [InlineData("node-add", "kind", true)]
    [InlineData("node-add", "filename", true)]
    [InlineData("node-add", "size", false)]
    [InlineData("query-status", "kind", false)]
    [InlineData("node-del", null, false)]
    [InlineData("node-del", "kind", false)]
    [InlineData("str", null, false)]
    public async Task A_command_or_an_argument_is_supported_if_the_schema_has_it(string command, string? argument, bool expected)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-qmp-schema", out _).Return(Schema));

        Assert.Equal(expected, await session.Client.SupportsAsync(command, argument).InTime());
    }

    [Fact]
    public async Task The_schema_is_asked_for_once_a_connection()
    {
        var server = QmpTestServer.InMemory();
        server.Answer("query-qmp-schema", Schema);
        await using var client = await QmpClient.ConnectAsync(server.Connect()).InTime();

        await client.SupportsAsync("node-add").InTime();
        await client.SupportsAsync("node-del").InTime();

        Assert.Single(server.Commands, c => c.Name == "query-qmp-schema");
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_that_is_no_schema_is_a_protocol_error_and_is_asked_for_again()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-qmp-schema", out _).Return("[{}]").Expect("query-qmp-schema", out _).Return(Schema));

        await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.SupportsAsync("node-add").InTime());

        Assert.True(await session.Client.SupportsAsync("node-add").InTime());
    }

    [Fact]
    public async Task What_this_QEMU_lacks_is_refused_by_name_before_it_is_sent()
    {
        var server = QmpTestServer.InMemory();
        server.Answer("query-qmp-schema", Schema);
        await using var client = await QmpClient.ConnectAsync(server.Connect(), new QmpClientOptions { CheckCommands = true }).InTime();

        var command = await Assert.ThrowsAsync<QmpNotSupportedException>(() => client.DeviceDelAsync("x").InTime());
        var argument = await Assert.ThrowsAsync<QmpNotSupportedException>(
            () => client.ExecuteAsync(new DeviceAddCommand("d") { Bus = "b" }).InTime());
        await client.ExecuteAsync(new DeviceAddCommand("d") { Properties = { ["anything"] = 1 } }).InTime();

        Assert.Equal(("device_del", null), (command.Command, command.Argument));
        Assert.Equal(("device_add", "bus"), (argument.Command, argument.Argument));
        Assert.Single(server.Commands, c => c.Name is "device_del" or "device_add");
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("query-block", 60)]
    [InlineData("device_del", 300)]
    [InlineData("migrate", -0.001)]
    [InlineData("blockdev-backup", -0.001)]
    [InlineData("guest-fsfreeze-freeze", -0.001)]
    public void Typed_commands_have_limits_by_default(string command, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CommandTimeouts.Of(command));

    [Fact]
    public async Task Both_sides_of_a_test_are_typed()
    {
        var server = QmpTestServer.InMemory();
        var status = new StatusInfo { Running = false, Status = RunState.Paused };
        var nodes = new QmpList<NodeOptions>[] { [new NodeOptions.File { Filename = "f" }] }[0];
        server.Answer(new QueryStatusCommand(), status);
        server.Answer((QueryNodesCommand _) => nodes);
        server.Answer((DeviceDelCommand c) => Assert.Equal("disk1", c.Id));
        await using var client = await QmpClient.ConnectAsync(server.Connect()).InTime();

        Assert.Equal(status, await client.QueryStatusAsync().InTime());
        Assert.Equal(nodes, await client.QueryNodesAsync().InTime());
        await client.DeviceDelAsync("disk1").InTime();
        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => client.DeviceDelAsync("disk2").InTime());
        var add = new DeviceAddCommand("d") { Id = "disk1", Properties = { ["drive"] = "n0", ["bootindex"] = 1 } };
        await client.ExecuteAsync(add).InTime();
        var union = new NodeAddCommand(new NodeOptions.Layer { Below = NodeRef.Node("n0"), Backing = NodeRefOrNull.Null });
        await client.ExecuteAsync(union).InTime();

        Assert.Contains("disk2", failure.Message, StringComparison.Ordinal);
        Assert.Equal("disk1", (await server.WaitForCommandAsync<DeviceDelCommand>().InTime()).Id);
        Assert.Equal(add, await server.WaitForCommandAsync<DeviceAddCommand>().InTime());
        Assert.Equal(union, await server.WaitForCommandAsync<NodeAddCommand>().InTime());
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_command_that_a_client_sends_otherwise_than_its_spec_says_which_argument_is_wrong()
    {
        var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(server.Connect()).InTime();
        await client.ExecuteAsync("device_del", """{"id": 1}""").InTime();

        var failure = await Assert.ThrowsAsync<JsonException>(() => server.WaitForCommandAsync<DeviceDelCommand>().InTime());

        Assert.Contains("'id'", failure.Message, StringComparison.Ordinal);
        await server.DisposeAsync();
    }
}
