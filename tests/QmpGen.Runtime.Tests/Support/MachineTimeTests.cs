using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Tests;

public sealed class MachineTimeTests
{
    [Theory]
    [InlineData(0.1, 2)]
    [InlineData(1, 2)]
    [InlineData(4, 8)]
    public void A_limit_is_as_many_times_as_long_as_programs_want_each_core(double load, int expected)
    {
        var time = new FakeTimeProvider();
        var passing = MachineTime.PassAsync(TimeSpan.FromSeconds(2), () => load, time, CancellationToken.None);

        var seconds = 0;
        for (; !passing.IsCompleted; seconds++)
        {
            Assert.True(seconds < expected, $"The limit has not passed after {seconds} s.");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(expected, seconds);
    }

    [Fact]
    public async Task What_does_not_end_is_ended_and_what_ends_is_not()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var never = new TaskCompletionSource();
        await Assert.ThrowsAsync<TimeoutException>(() => never.Task.WithinAsync(TimeSpan.FromMilliseconds(1), cancellation));

        never.SetResult();
        await never.Task.WithinAsync(TimeSpan.Zero, cancellation);
        Assert.InRange(MachineTime.Load(), 0, double.MaxValue);
    }
}
