using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Testing.Tests;

/// <summary>
/// A clock that a test moves on, and that says when somebody waits for it. Moved on any earlier, between the look at the clock
/// and the start of the wait, it would leave a wait that begins too late and never ends.
/// </summary>
internal sealed class WaitedForClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Completes when one more wait has started than this method was called before.</summary>
    public Task IsWaitedForAsync() =>
        _waits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTime("a wait for the clock");

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
