using QmpGen.Testing;

namespace QmpGen.Tests.Transport;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("unix:/run/vm.sock")]
    [InlineData("unix:relative:with:colons")]
    [InlineData("tcp:localhost:4444")]
    [InlineData("tcp:127.0.0.1:1")]
    [InlineData("tcp:[::1]:65535")]
    [InlineData("unix:@name")]
    [InlineData("unix:@name,tight=off")]
    public void An_address_is_read_and_written_back(string address)
    {
        Assert.Equal(address, QmpEndpoint.Parse(address).ToString());
        Assert.True(QmpEndpoint.TryParse(address, out var endpoint));
        Assert.Equal(QmpEndpoint.Parse(address), endpoint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("unix:")]
    [InlineData("tcp:")]
    [InlineData("tcp:host")]
    [InlineData("tcp:host:")]
    [InlineData("tcp::4444")]
    [InlineData("tcp:host:0")]
    [InlineData("tcp:host:65536")]
    [InlineData("tcp:host:-1")]
    [InlineData("tcp:host: 1")]
    [InlineData("tcp:::1:4444")]
    [InlineData("tcp:[]:4444")]
    [InlineData("/run/vm.sock")]
    [InlineData("UNIX:/run/vm.sock")]
    public void What_is_no_address_is_refused_in_one_sentence_that_says_what_was_expected(string address)
    {
        Assert.False(QmpEndpoint.TryParse(address, out _));
        var failure = Assert.Throws<FormatException>(() => QmpEndpoint.Parse(address));

        Assert.StartsWith($"'{address}' is not a valid QMP address", failure.Message, StringComparison.Ordinal);
        Assert.Contains("unix:/path", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tcp:host:port", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix:/x,server=on,wait=off", "'unix:/x'")]
    [InlineData("unix:/x,server,nowait", "'unix:/x'")]
    [InlineData("unix:/x,reconnect-ms=1000", "'unix:/x'")]
    [InlineData("unix:/a,b.sock,server=on", "'unix:/a,b.sock'")]
    [InlineData("unix:x,abstract=on,server=on,wait=off", "'unix:@x'")]
    [InlineData("unix:x,abstract=on,tight=off,server=on,wait=off", "'unix:@x,tight=off'")]
    [InlineData("tcp:localhost:4444,server=on,wait=off", "'tcp:localhost:4444'")]
    [InlineData("tcp:[::1]:4444,server,nowait", "'tcp:[::1]:4444'")]
    [InlineData("tcp::4444", "'tcp:localhost:4444'")]
    [InlineData("/run/vm.sock", "'unix:/run/vm.sock'")]
    public void What_QEMU_s_command_line_has_is_refused_with_what_to_write_instead(string address, string instead)
    {
        Assert.False(QmpEndpoint.TryParse(address, out _));
        Assert.Contains(instead, Assert.Throws<FormatException>(() => QmpEndpoint.Parse(address)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix:/a,b")]
    [InlineData("unix:/a,server=on,b")]
    [InlineData("unix:/serverfarm,waiter=1")]
    public void A_comma_may_be_in_a_path(string address) => Assert.Equal(address, QmpEndpoint.Parse(address).ToString());

    [Theory]
    [InlineData("tcp://localhost:4444")]
    [InlineData("unix:@")]
    public void What_only_looks_like_an_address_is_none(string address) => Assert.False(QmpEndpoint.TryParse(address, out _));

    [Fact]
    public void Factories_say_the_same_as_addresses()
    {
        Assert.Equal(QmpEndpoint.Parse("unix:/a"), QmpEndpoint.Unix("/a"));
        Assert.Equal(QmpEndpoint.Parse("tcp:[::1]:1"), QmpEndpoint.Tcp("::1", 1));
        Assert.Equal(QmpEndpoint.Tcp("[::1]", 1), QmpEndpoint.Tcp("::1", 1));
        Assert.Throws<ArgumentException>(() => QmpEndpoint.Unix(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => QmpEndpoint.Tcp("host", 65536));
        Assert.False(QmpEndpoint.TryParse(null, out _));
    }

    [Fact]
    public async Task A_function_that_gives_streams_is_an_endpoint_and_is_called_for_each_connection()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Close(), new QmpTestScript().Negotiate().Event("SECOND"));
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ => Task.FromResult<Stream>(server.Connect()));
        var options = new QmpClientOptions { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero } };
        await using var client = await QmpClient.ConnectAsync(endpoint, options).InTime();

        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        Assert.Equal("SECOND", (await client.Events.NextAsync()).EventName);
        Assert.Equal("a tunnel", endpoint.ToString());
    }

    [Fact]
    public async Task A_program_that_speaks_for_itself_gets_the_bare_connection()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Greet());

        await using var stream = await QmpEndpoint.Unix(server.SocketPath).ConnectAsync().InTime();
        using var reader = new StreamReader(stream);

        Assert.Equal(QmpTestScript.Greeting, await reader.ReadLineAsync().InTime());
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_says_why_whoever_makes_it()
    {
        var endpoint = QmpEndpoint.Unix("/nowhere/at.all");

        var bare = await Assert.ThrowsAsync<QmpConnectException>(() => endpoint.ConnectAsync().InTime());
        var client = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(endpoint).InTime());

        Assert.StartsWith("Could not connect to unix:/nowhere/at.all: the socket does not exist.", bare.Message, StringComparison.Ordinal);
        Assert.Equal(bare.Message, client.Message);
        Assert.Equal(endpoint, bare.Endpoint);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => endpoint.ConnectAsync(new CancellationToken(canceled: true)).InTime());
    }

    [Fact]
    public async Task A_function_that_gives_no_stream_is_a_connection_that_could_not_be_made()
    {
        var endpoint = QmpEndpoint.FromStream("a tunnel", _ => throw new IOException("the other side is dark"));

        var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(endpoint).InTime());

        Assert.StartsWith("Could not connect to a tunnel: the other side is dark. ", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => QmpListener.Start(endpoint));
    }

    [Fact]
    public async Task Whatever_a_function_throws_that_gives_no_stream_is_wrapped()
    {
        foreach (var thrown in new Exception[]
        {
            new System.Security.Authentication.AuthenticationException("the certificate is not valid"),
            new InvalidOperationException("no"), new TimeoutException("too late"), new FormatException("what?"),
            new UnauthorizedAccessException("not you"),
        })
        {
            foreach (var endpoint in new[]
            {
                QmpEndpoint.FromStream("a tunnel", _ => throw thrown),
                QmpEndpoint.FromStream("a tunnel", _ => Task.FromException<Stream>(thrown)),
            })
            {
                var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(endpoint).InTime());

                Assert.StartsWith($"Could not connect to a tunnel: {thrown.Message}", failure.Message, StringComparison.Ordinal);
                Assert.Same(thrown, failure.InnerException);
                await Assert.ThrowsAsync<QmpConnectException>(() => endpoint.ConnectAsync().InTime());
            }
        }
    }

    [Fact]
    public async Task A_function_that_gives_null_is_wrapped_too() => Assert.Contains(
        "returned null",
        (await Assert.ThrowsAsync<QmpConnectException>(
            () => QmpClient.ConnectAsync(QmpEndpoint.FromStream("a tunnel", _ => Task.FromResult<Stream>(null!))).InTime())).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Every_connection_is_wrapped()
    {
        var wrapped = new List<Stream>();
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Close(), new QmpTestScript().Negotiate().Event("SECOND"));
        var options = new QmpClientOptions
        {
            Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero },
            WrapStream = stream =>
            {
                wrapped.Add(stream);
                return new DeafStream(stream);
            },
        };
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();

        Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
        Assert.Equal("SECOND", (await client.Events.NextAsync()).EventName);
        Assert.Equal(2, wrapped.Distinct().Count());
    }

    [Fact]
    public async Task A_connection_that_is_refused_says_what_was_tried_and_what_to_look_at()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync($"unix:{path}").InTime());

        Assert.Equal(QmpEndpoint.Unix(path), failure.Endpoint);
        Assert.Equal(
            $"Could not connect to unix:{path}: the socket does not exist. Is QEMU running with -qmp unix:{path},server=on,wait=off?",
            failure.Message);
    }

    [Fact]
    public async Task A_path_that_no_socket_can_have_is_a_failure_to_connect()
    {
        var failure = await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync("unix:/" + new string('x', 200)).InTime());

        Assert.EndsWith(
            ": the path has 201 bytes, and that of a socket has 107 at most. Run this program in the socket's folder and give its name "
                + "alone, or choose a shorter path, also for QEMU.",
            failure.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("-qmp", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_runs_over_a_unix_socket()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("STOP").Expect("quit").Return().Close());
        await using var client = await QmpClient.ConnectAsync($"unix:{server.SocketPath}").InTime();

        Assert.Equal(QmpEndpoint.Unix(server.SocketPath!), client.Endpoint);
        await client.ExecuteAsync("quit").InTime();

        Assert.Equal(["STOP"], await client.Events.NamesAsync().InTime());
        await server.Completion.InTime();
    }

    [Fact]
    [Trait("Acceptance", "Q"), Trait("Rule", "20")]
    public async Task The_second_client_of_a_monitor_on_a_socket_is_not_greeted_and_fails()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate());
        await using var first = await QmpClient.ConnectAsync($"unix:{server.SocketPath}").InTime();

        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => QmpClient.ConnectAsync(
            QmpEndpoint.Unix(server.SocketPath),
            new QmpClientOptions { GreetingTimeout = TimeSpan.FromMilliseconds(50) }).InTime());

        Assert.Equal(QmpTimeoutKind.Greeting, failure.Kind);
        Assert.Equal(QmpClientState.Connected, first.State);
    }

    [Fact]
    public async Task A_socket_that_is_reset_in_the_middle_of_a_message_is_a_lost_connection()
    {
        await using var server = QmpTestServer.OnUnixSocket(
            new QmpTestScript().Negotiate().Expect("stop").SendBytes("{\"ret"u8.ToArray()).Reset());
        await using var client = await QmpClient.ConnectAsync($"unix:{server.SocketPath}").InTime();

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => client.ExecuteAsync("stop").InTime());

        Assert.Equal(QmpCloseKind.ConnectionLost, failure.Reason.Kind);
    }
}
