using QmpWatch.Terminal;

namespace QmpWatch.Tests.Terminal;

public sealed class SparklineTests
{
    [Fact]
    public void Each_count_is_a_bar_in_proportion_to_the_greatest() => Assert.Equal(" ▁▁▄█ ", Sparkline.Of([0, 1, 12, 50, 100, 0]));

    [Fact]
    public void Few_are_not_less_than_they_are() => Assert.Equal("█ █", Sparkline.Of([1, 0, 1]));

    [Fact]
    public void Nothing_is_blank() => Assert.Equal("   ", Sparkline.Of([0, 0, 0]));

    [Fact]
    public void Any_count_can_be_drawn() => Assert.Equal("▁█", Sparkline.Of([1, int.MaxValue]));
}
