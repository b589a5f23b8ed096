using QmpWatch.Commands;

namespace QmpWatch.Tests.Commands;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("30", 30_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2h", 7_200_000)]
    public void A_time_is_a_number_with_a_unit(string text, int milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("1000h")]
    [InlineData("0.00000001s")]
    [InlineData("3 days")]
    public void Anything_else_is_none(string text) => Assert.False(Duration.TryParse(text, out _));
}
