using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>Bytes that are no request, sent between those of the client.</summary>
public sealed class GarbageTests
{
    private static readonly byte[] Resynchronization = [0xff];

    [Fact]
    public async Task Garbage_is_answered_with_an_error_that_names_no_command_and_the_session_goes_on()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        var (stream, client) = await ConnectAsync(vm);
        await using var session = client;
        var token = TestContext.Current.CancellationToken;

        await stream.WriteAsync("]"u8.ToArray(), token);

        // The one error fails this command if it is in flight already; the next command cannot be met by it.
        await Outcome(client.ExecuteAsync("query-status", token));
        Assert.Equal("prelaunch", await StatusAsync(client));
        Assert.Equal(QmpClientState.Connected, client.State);
    }

    [Fact]
    public async Task Unfinished_request_swallows_the_next_until_a_byte_resynchronizes()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        var (stream, client) = await ConnectAsync(vm);
        await using var session = client;
        var token = TestContext.Current.CancellationToken;

        await stream.WriteAsync("{\"execute\": \"query-status\" "u8.ToArray(), token);
        var swallowed = client.ExecuteAsync("query-name", token);
        await stream.WriteAsync(Resynchronization, token);

        var failure = await Assert.ThrowsAsync<QmpCommandException>(
            () => Limit.WaitAsync(swallowed, () => $"The swallowed command was expected to fail.\n{vm}"));
        Assert.False(failure.HasCommandId);
        Assert.Equal("GenericError", failure.ErrorClass);
        Assert.Equal("prelaunch", await StatusAsync(client));
    }

    /// <summary>QEMU echoes an id that is too large for a double as "inf", which is no JSON.</summary>
    [Fact]
    public async Task Reply_that_is_no_JSON_does_not_end_the_session()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        var (stream, client) = await ConnectAsync(vm);
        await using var session = client;

        await stream.WriteAsync("{\"execute\": \"query-status\", \"id\": 1e400}"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal("prelaunch", await StatusAsync(client));
        Assert.Equal(QmpClientState.Connected, client.State);
    }

    [Fact]
    public async Task What_QEMU_answers_byte_for_byte()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        using var raw = await RawMonitor.ConnectAsync(vm.Qemu.PathOf("second"));

        Assert.Equal("""{"return": {}}""", await raw.AskAsync("{\"execute\": \"qmp_capabilities\"}"u8.ToArray()));
        Assert.Equal(ParseError("1:32", "expecting value"), await raw.AskAsync("]"u8.ToArray()));
        await raw.SendAsync("{\"execute\": \"query-name\" "u8.ToArray());
        Assert.Equal(ParseError("1:58", @"stray '\uFFFD'"), await raw.AskAsync(Resynchronization));
        Assert.Equal("""{"return": {}, "id": inf}""", await raw.AskAsync("{\"execute\": \"query-name\", \"id\": 1e400}"u8.ToArray()));
    }

    /// <summary>What QEMU says to text that is not JSON. QEMU 11.1 puts line and column first, counted over the whole connection.</summary>
    private static string ParseError(string place, string problem)
    {
        var prefix = Tool.QemuVersion >= new Version(11, 1) ? $"{place}: " : "";
        return $$$"""{"error": {"class": "GenericError", "desc": "{{{prefix}}}JSON parse error, {{{problem}}}"}}""";
    }

    private static async Task<(DuplexStream Stream, QmpClient Client)> ConnectAsync(Machine vm)
    {
        var stream = DuplexStream.Connect(vm.Qemu.PathOf("second"));
        return (stream, await QmpClient.ConnectAsync(stream, Machine.ClientOptions, TestContext.Current.CancellationToken));
    }

    private static async Task<string?> StatusAsync(QmpClient client)
    {
        var status = await Limit.WaitAsync(
            token => client.ExecuteAsync("query-status", token),
            () => "The session was expected to go on, but query-status is not answered.");
        return status.GetProperty("status").GetString();
    }

    private static async Task Outcome(Task command)
    {
        var failure = await Record.ExceptionAsync(() => command);
        Assert.True(
            failure is null or QmpCommandException { HasCommandId: false },
            $"A reply or an error that names no command was expected, but it is {failure}.");
    }
}
