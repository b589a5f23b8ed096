using System.Text;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>What answers instead of a monitor is named and quoted, whatever it does then.</summary>
public sealed class StrangerTests
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "'SSH-2.0-OpenSSH_9.2p1 Debian-2'")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nDate: Fri, 27 Nov 2026 10:00:00 GMT\r\n\r\n{\"error\": 1}", "'HTTP/1.1 400 Bad Request'")]
    [InlineData("[debug] hello", "'[debug] hello'")]
    [InlineData("{\"hello\": \"world\"}\n", "'{\"hello\": \"world\"}'")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002(", @"'\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}('")]
    [InlineData("\u001b[31mred\u001b[0m", @"'\u{1b}[31mred\u{1b}[0m'")]
    [InlineData("ÿþ", @"'\xff\xfe'")]
    public async Task It_is_quoted_when_it_hangs_up(string sent, string quoted)
    {
        var bytes = Encoding.Latin1.GetBytes(sent);
        foreach (var script in new[] { new QmpTestScript().SendBytes(bytes).Close(), new QmpTestScript().SendBytes(bytes).Reset() })
        {
            await using var server = QmpTestServer.OnUnixSocket(script);

            var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Endpoint).InTime());

            Assert.StartsWith(
                $"Connected to unix:{server.SocketPath}, but no QMP greeting arrived: ", failure.Message, StringComparison.Ordinal);
            Assert.Contains(
                $"after it had sent {quoted}, so this is probably not a QMP monitor.", failure.Message, StringComparison.Ordinal);
            Assert.Equal(failure.Message, failure.Reason.Message);
        }
    }

    [Fact]
    public async Task What_comes_in_pieces_is_put_together()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().SendBytes("SSH-2"u8.ToArray()).SendBytes(".0-Open"u8.ToArray()).SendBytes("SSH\r\n"u8.ToArray()).Close());

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Connect()).InTime());

        Assert.Contains("'SSH-2.0-OpenSSH'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hangs_up_without_a_word_is_named()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Close());

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Endpoint).InTime());

        Assert.Equal(
            $"Connected to unix:{server.SocketPath}, but no QMP greeting arrived: the peer closed the connection.", failure.Message);
        Assert.Equal(QmpCloseKind.ClosedByPeer, failure.Reason.Kind);
    }

    [Fact]
    public async Task A_monitor_that_sends_events_and_hangs_up_is_still_taken_for_one()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Event("STOP").Close());

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => QmpClient.ConnectAsync(server.Endpoint).InTime());

        Assert.DoesNotContain("probably not a QMP monitor", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_other_failure_before_the_first_command_names_the_peer_too()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Greet().Expect("qmp_capabilities").Close(),
            new QmpTestScript().Greet().Expect("qmp_capabilities").Fail("GenericError", "no"),
            new QmpTestScript().Greet("""{"QMP": 7}"""),
            new QmpTestScript().SendBytes(new byte[100]).SendBytes("{"u8.ToArray()).SendBytes(
                Encoding.ASCII.GetBytes(new string('x', 3000))));
        var options = new QmpClientOptions { MaxMessageSize = 1000 };

        foreach (var expected in new[]
        {
            "a test server in memory greeted but did not answer qmp_capabilities: the peer closed the connection.",
            "Could not negotiate with a test server in memory: The command 'qmp_capabilities' failed with GenericError: no",
            "Could not negotiate with a test server in memory: The greeting's member 'QMP' must be an object; found '7'.",
            "Could not negotiate with a test server in memory: The peer sent a message of more than 1000 bytes",
        })
        {
            var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(
                () => QmpClient.ConnectAsync(server.Endpoint, options).InTime());

            Assert.StartsWith(expected, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_client_that_keeps_trying_tells_the_same()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().SendBytes("220 mail ready\r\n"u8.ToArray()).Close(), new QmpTestScript().Negotiate());
        var failures = new List<string>();
        var options = new QmpClientOptions
        {
            Reconnect = new QmpReconnectOptions
            {
                InitialDelay =
                TimeSpan.Zero,
                WaitForFirstConnection = true,
                OnAttemptFailed = a => failures.Add(a.Exception.Message)
            },
        };

        await using var client = await QmpClient.ConnectAsync(server.Endpoint, options).InTime();

        Assert.Contains("after it had sent '220 mail ready'", Assert.Single(failures), StringComparison.Ordinal);
    }
}
