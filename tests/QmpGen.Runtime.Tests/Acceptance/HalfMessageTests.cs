using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>A message that has begun has a time limit, however its bytes come; silence between messages has none.</summary>
public sealed class HalfMessageTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("{\"event\": \"ST")]
    [InlineData("{\"timestamp\": {\"seconds\": 1267061043, \"microseconds\": 959568}, \"event\": \"STOP\"")]
    [InlineData("{\"return\": {}, \"id\": 2")]
    [InlineData("[")]
    public async Task A_message_that_does_not_end_ends_the_session(string half)
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Event("RESUME").Expect("stop").SendBytes(System.Text.Encoding.UTF8.GetBytes(half)),
            new QmpClientOptions { TimeProvider = _time });
        var command = session.Client.ExecuteAsync("stop");

        await _time.AdvanceUntil(session.Client.Completion);

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        Assert.Equal(QmpCloseKind.TimedOut, failure.Reason.Kind);
        var timeout = Assert.IsType<QmpTimeoutException>(failure.Reason.Exception);
        Assert.Equal((QmpTimeoutKind.Message, TimeSpan.FromSeconds(30)), (timeout.Kind, timeout.Timeout));
        Assert.Equal("RESUME", (await session.Client.Events.NextAsync()).EventName);
    }

    [Fact]
    public async Task Bytes_that_trickle_in_do_not_put_it_off()
    {
        var stream = new TaskCompletionSource<SignallingReads>();
        var next = new TaskCompletionSource[] { new(), new(), new() };
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .SendBytes("{\"event\": "u8.ToArray()).WaitFor(next[0].Task)
                .SendBytes(" "u8.ToArray()).WaitFor(next[1].Task)
                .SendBytes(" "u8.ToArray()),
            new QmpClientOptions
            {
                TimeProvider = _time,
                WrapStream = inner =>
                {
                    var signalling = new SignallingReads(inner);
                    stream.SetResult(signalling);
                    return signalling;
                },
            });
        var reads = await stream.Task.InTime();
        for (var i = 0; i < 2; i++)
        {
            await reads.ReadUpAsync().InTime("the client having read what was sent");
            _time.Advance(TimeSpan.FromSeconds(14));
            next[i].SetResult();
        }

        await reads.ReadUpAsync().InTime("the client having read what was sent");
        Assert.False(session.Client.Completion.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(QmpCloseKind.TimedOut, (await session.Client.Completion.InTime()).Kind);
    }

    [Fact]
    public async Task Messages_that_end_in_time_and_silence_have_no_limit()
    {
        var next = new TaskCompletionSource[] { new(), new() };
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .SendBytes("{\"event\": \"A\"}\r\n{\"event\": "u8.ToArray()).WaitFor(next[0].Task)
                .SendBytes("\"B\"}\r\n{\"event\": "u8.ToArray()).WaitFor(next[1].Task)
                .SendBytes("\"C\"}\r\n"u8.ToArray()).Expect("stop").Return(),
            new QmpClientOptions { TimeProvider = _time });

        Assert.Equal("A", (await session.Client.Events.NextAsync()).EventName);
        _time.Advance(TimeSpan.FromSeconds(20));
        next[0].SetResult();
        Assert.Equal("B", (await session.Client.Events.NextAsync()).EventName);
        _time.Advance(TimeSpan.FromSeconds(20));
        next[1].SetResult();
        Assert.Equal("C", (await session.Client.Events.NextAsync()).EventName);
        _time.Advance(TimeSpan.FromHours(1));

        await session.Client.ExecuteAsync("stop").InTime();
        Assert.Equal(QmpClientState.Connected, session.Client.State);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        var rest = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.SendBytes("{\"event\": \"A\"}{\"event\": "u8.ToArray()).WaitFor(rest.Task).SendBytes("\"B\"}"u8.ToArray()),
            new QmpClientOptions { TimeProvider = _time, MessageTimeout = Timeout.InfiniteTimeSpan });
        Assert.Equal("A", (await session.Client.Events.NextAsync()).EventName);

        _time.Advance(TimeSpan.FromDays(1));
        rest.SetResult();

        Assert.Equal("B", (await session.Client.Events.NextAsync()).EventName);
    }

    /// <summary>Tells when the client waits for more, and so has taken what was sent.</summary>
    private sealed class SignallingReads(Stream inner) : PassingStream(inner)
    {
        private readonly SemaphoreSlim _empty = new(0);

        private bool _isHalf;

        /// <summary>Ends when the client waits after another read that ended within a message.</summary>
        public Task ReadUpAsync() => _empty.WaitAsync();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_isHalf)
            {
                _empty.Release();
            }

            var count = await base.ReadAsync(buffer, cancellationToken);
            _isHalf = count > 0 && buffer.Span[count - 1] == ' ';
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            _empty.Dispose();
            base.Dispose(disposing);
        }
    }
}
