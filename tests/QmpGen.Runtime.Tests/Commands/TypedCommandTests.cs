using System.Text.Json;
using QmpGen.Tests.Machine;

namespace QmpGen.Tests.Commands;

/// <summary>Typed commands over the wire: what is written, what is read, and what fails.</summary>
public sealed class TypedCommandTests
{
    [Fact]
    public async Task A_command_without_arguments_sends_none_and_its_result_is_a_record()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-status", out _).Return("""{"status": "running", "running": true, "newer": [1]}"""));

        var status = await session.Client.QueryStatusAsync().InTime();

        Assert.Equal(new StatusInfo { Running = true, Status = RunState.Running }, status);
        Assert.Equal("""{"execute":"query-status"}""", new QueryStatusCommand().ToJson());
    }

    [Fact]
    public async Task Required_arguments_are_parameters()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("device_del", out _).Return());

        await session.Client.DeviceDelAsync("disk1").InTime();

        Assert.Equal("""{"id":"disk1"}""", Arguments(new DeviceDelCommand("disk1")));
    }

    [Fact]
    public async Task What_is_sent_is_the_command_as_it_prints_itself_and_no_empty_arguments()
    {
        var script = new Testing.QmpTestScript().Negotiate()
            .Expect("device_del", out var del).Return().Expect("quit", out var quit).Return();
        await using var session = await TestSession.PlayAsync(script);
        await session.Client.DeviceDelAsync("disk1").InTime();
        await session.Client.QuitAsync().InTime();

        Assert.StartsWith(
            """{"execute":"device_del","arguments":{"id":"disk1"},"id":""", del.Message.GetRawText(), StringComparison.Ordinal);
        Assert.StartsWith("""{"execute":"quit","id":""", quit.Message.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outcome_of_a_command_that_is_waited_for_has_a_typed_result_and_a_typed_event()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .Expect("device_del", out var del)
                .Event("DEVICE_DELETED", """{"path": "/machine/disk1/virtio-backend"}""")
                .Return(del)
                .Event("DEVICE_DELETED", """{"device": "disk1", "path": "/machine/disk1"}"""),
            new QmpClientOptions { EventReader = Machine.QmpEvents.Reader });

        var outcome = await session.Client.ExecuteAndWaitAsync(
            new DeviceDelCommand("disk1"), (DeviceDeletedEvent e) => e.Device == "disk1", TimeSpan.FromSeconds(30)).InTime();

        Assert.Equal("/machine/disk1", outcome.Event.Path);
        Assert.Equal(default, outcome.Result);
        Assert.True(outcome.HasReply);
    }

    [Fact]
    public async Task An_event_that_comes_in_place_of_the_reply_is_an_outcome_without_a_reply()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("quit", out _).Event("SHUTDOWN").Close(),
            new QmpClientOptions { EventReader = Machine.QmpEvents.Reader });

        var outcome = await session.Client.ExecuteAndWaitAsync(new QuitCommand(), (ShutdownEvent _) => true).InTime();

        Assert.False(outcome.HasReply);
    }

    [Fact]
    public async Task A_result_that_does_not_match_names_the_command_and_the_member()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-nodes", out _).Return("""[{"kind": "null"}, {"kind": "file", "size": 1}]"""));

        var failure = await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.QueryNodesAsync().InTime());

        Assert.Contains("'query-nodes'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'[1].filename'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_QEMU_is_the_same_as_for_an_untyped_command()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("device_del", out _).Fail("DeviceNotFound", "Device 'x' not found"));

        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.DeviceDelAsync("x").InTime());

        Assert.Equal("DeviceNotFound", failure.ErrorClass);
    }

    [Fact]
    public void Open_arguments_and_extra_ones_keep_their_JSON_types() => Assert.Equal(
        """{"driver":"d","id":"x","a":"t","b":1,"c":true,"d":18446744073709551615,"e":0.5,"f":null,"g":{"h":[1,"2"]}}""",
        Arguments(new DeviceAddCommand("d")
        {
            Id = "x",
            Properties =
            {
                ["a"] = "t",
                ["b"] = 1,
                ["c"] = true,
                ["d"] = ulong.MaxValue,
                ["e"] = 0.5,
                ["f"] = QmpArgument.Null,
                ["g"] = new QmpArguments { ["h"] = new QmpArgument[] { 1, "2" } },
                ["absent"] = (string?)null,
            },
        }));

    [Fact]
    public void A_union_is_flat_and_an_alternate_is_what_it_stands_for()
    {
        var command = new NodeAddCommand(new NodeOptions.Layer
        {
            NodeName = "top",
            Below = NodeRef.Define(new NodeOptions.File { Filename = "/img", Size = ulong.MaxValue }),
            Backing = NodeRefOrNull.Null,
            Extra = { ["newer"] = true },
        });

        Assert.Equal(
            """{"kind":"layer","node-name":"top","newer":true,"below":{"kind":"file","filename":"/img","size":18446744073709551615},"""
                + "\"backing\":null}",
            Arguments(command));
        Assert.Equal(
            """{"kind":"layer","below":"n0"}""", Arguments(new NodeAddCommand(new NodeOptions.Layer { Below = NodeRef.Node("n0") })));
    }

    [Fact]
    public void What_is_null_in_CSharp_is_not_written_and_a_JSON_null_is()
    {
        Assert.Equal("{}", Arguments(new SetOptionsCommand { Label = null, Limit = null }));
        Assert.Equal("""{"label":null}""", Arguments(new SetOptionsCommand { Label = StrOrNull.Null }));
        Assert.Equal("""{"label":"x","limit":1,"rate":2,"any":[]}""", Arguments(new SetOptionsCommand
        {
            Label = "x",
            Limit = 1,
            Rate = 2,
            Any = Array.Empty<QmpArgument>(),
        }));
    }

    [Fact]
    public void A_result_of_a_newer_QEMU_keeps_the_shape_that_the_spec_does_not_know()
    {
        const string Result = """[{"kind":"file","node-name":"a","filename":"f"},{"kind":"holo","node-name":"b","depth":{"x":[null]}}]""";

        var nodes = new QueryNodesCommand().ParseResult(Result);

        Assert.Equal("f", Assert.IsType<NodeOptions.File>(nodes[0]).Filename);
        var other = Assert.IsType<NodeOptions.Other>(nodes[1]);
        Assert.Equal(("holo", "b"), (other.Kind.Text, other.NodeName));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Result), JsonElement.Parse(new QueryNodesCommand().FormatResult(nodes))));
        Assert.Equal(nodes, new QueryNodesCommand().ParseResult(Result));
    }

    [Fact]
    public void An_alternate_without_a_value_says_how_to_make_one()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => new NodeAddCommand(new NodeOptions.Layer { Below = default }).ToJson());

        Assert.Contains("NodeRef", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_values()
    {
        var command = new DeviceAddCommand("d") { Properties = { ["a"] = 1 } };
        var copy = command with { };

        Assert.Equal(command, copy);
        copy.Properties["a"] = 2;
        Assert.NotEqual(command, copy);
        Assert.Equal(new YankCommand(["a"]), new YankCommand(["a"]));
        Assert.NotEqual(new DeviceDelCommand("a"), new DeviceDelCommand("a") { Timeout = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public void A_command_runs_out_of_band_where_its_schema_says_so() =>
        Assert.StartsWith("""{"exec-oob":"yank",""", new YankCommand(["a"]) { IsOutOfBand = true }.ToJson(), StringComparison.Ordinal);

    [Fact]
    public async Task A_test_double_is_one_method()
    {
        var executor = new Recorder();

        await executor.DeviceDelAsync("disk1");

        Assert.Equal(new DeviceDelCommand("disk1"), Assert.Single(executor.Commands));
    }

    private static string Arguments<TResult>(QmpCommand<TResult> command) =>
        JsonElement.Parse(command.ToJson()).GetProperty("arguments").GetRawText();

    private sealed class Recorder : IQmpExecutor
    {
        public List<object> Commands { get; } = [];

        public Task<TResult> ExecuteAsync<TResult>(QmpCommand<TResult> command, CancellationToken cancellationToken = default)
        {
            Commands.Add(command);
            return Task.FromResult<TResult>(default!);
        }
    }
}
