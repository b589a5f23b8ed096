using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>A peer that is silent is asked for a sign of life.</summary>
public sealed class KeepAliveTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    private QmpClientOptions Options => new() { TimeProvider = _time, KeepAliveInterval = Interval, KeepAliveTimeout = Limit };

    [Fact]
    public async Task A_peer_that_answers_nothing_is_lost_and_the_reason_says_why()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("query-version"), Options);

        await _time.AdvanceUntil(session.Client.Completion);

        var reason = await session.Client.Completion;
        Assert.Equal(QmpCloseKind.TimedOut, reason.Kind);
        Assert.False(reason.IsNormal);
        Assert.Equal(QmpTimeoutKind.KeepAlive, Assert.IsType<QmpTimeoutException>(reason.Exception).Kind);
        Assert.Contains("s. QEMU is stopped or hangs", reason.Message, StringComparison.Ordinal);
        Assert.Single(session.Server.Commands, c => c.Name == "query-version");
    }

    [Theory]
    [InlineData("reply")]
    [InlineData("refusal")]
    [InlineData("event")]
    [InlineData("half a message")]
    public async Task Whatever_comes_is_a_sign_of_life(string sign)
    {
        var options = new QmpClientOptions { KeepAliveInterval = TimeSpan.FromMilliseconds(20), KeepAliveTimeout = 2 * Within.Limit };
        await using var session = await TestSession.NegotiatedAsync(
            script =>
            {
                script.Expect("query-version", out var asked);
                _ = sign switch
                {
                    "reply" => script.Return(asked),
                    "refusal" => script.Fail("CommandNotFound", "no"),
                    "event" => script.Event("STOP"),
                    _ => script.SendBytes("{\"event\": "u8.ToArray()),
                };
                script.Expect("query-version");
            },
            options);

        await session.Server.WaitForCommandAsync("query-version").InTime("the first question");

        // Long before the limit on the first one.
        await session.Server.WaitForCommandAsync("query-version").InTime("the second question");
        Assert.Equal(QmpClientState.Connected, session.Client.State);
    }

    [Fact]
    public async Task Behind_a_command_that_takes_long_nobody_is_asked()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("slow"), Options);
        var command = session.Client.ExecuteAsync("slow");
        await session.Server.WaitForCommandAsync("slow").InTime();

        for (var i = 0; i < 200; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(QmpClientState.Connected, session.Client.State);
        Assert.DoesNotContain(session.Server.Commands, c => c.Name == "query-version");
        await session.Client.DisposeAsync().InTime();
        await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_default_and_with_an_infinite_interval_nobody_is_asked(bool isInfinite)
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("stop").Return(),
            new QmpClientOptions { TimeProvider = _time, KeepAliveInterval = isInfinite ? Timeout.InfiniteTimeSpan : null });

        for (var i = 0; i < 200; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await session.Client.ExecuteAsync("stop").InTime();
        Assert.DoesNotContain(session.Server.Commands, c => c.Name == "query-version");
    }

    [Fact]
    public async Task It_works_with_out_of_band_execution_too()
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript().Negotiate().Expect("query-version").Return().Expect("query-version"),
            Options with { EnableOutOfBand = true, KeepAliveTimeout = TimeSpan.FromDays(1) });

        await _time.AdvanceUntil(session.Server.WaitForCommandAsync("query-version"));
        await _time.AdvanceUntil(session.Server.WaitForCommandAsync("query-version"));

        Assert.Equal(QmpClientState.Connected, session.Client.State);
    }

    [Fact]
    public async Task Connections_over_TCP_are_kept_alive_by_the_system_too()
    {
        using var listener = QmpListener.Start(QmpEndpoint.Tcp("127.0.0.1", 0));
        await using var dialled = await listener.Endpoint.ConnectAsync().InTime();
        await using var accepted = await listener.AcceptStreamAsync().InTime();

        foreach (var stream in new[] { dialled, accepted })
        {
            var socket = ((System.Net.Sockets.NetworkStream)stream).Socket;
            Assert.NotEqual(
                0, socket.GetSocketOption(System.Net.Sockets.SocketOptionLevel.Socket, System.Net.Sockets.SocketOptionName.KeepAlive));
            Assert.True(socket.NoDelay);
        }
    }

    [Fact]
    public void An_interval_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpClientOptions { KeepAliveInterval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QmpClientOptions { KeepAliveTimeout = TimeSpan.FromSeconds(-2) });
    }
}
