namespace QmpGen.Tests.Events;

public sealed class TimestampTests
{
    [Theory]
    [Trait("Rule", "14")]
    [InlineData(0, 0, "1970-01-01T00:00:00.000000Z")]
    [InlineData(1267020223, 435656, "2010-02-24T14:03:43.435656Z")]
    [InlineData(-1, 0, "1969-12-31T23:59:59.000000Z")]
    [InlineData(0, -1, "1969-12-31T23:59:59.999999Z")]
    [InlineData(-2, -500000, "1969-12-31T23:59:57.500000Z")]
    [InlineData(253402300799, 999999, "9999-12-31T23:59:59.999999Z")]
    [InlineData(-62135596800, 0, "0001-01-01T00:00:00.000000Z")]
    public void A_moment_is_exact_to_the_microsecond_and_goes_there_and_back(long seconds, long microseconds, string text)
    {
        var timestamp = new QmpTimestamp(seconds, microseconds);

        Assert.Equal(text, timestamp.ToString());
        Assert.Equal(timestamp.Time, QmpTimestamp.FromTime(timestamp.Time!.Value).Time);
    }

    [Theory]
    [Trait("Rule", "14")]
    [InlineData(-1, -1)]
    [InlineData(253402300800, 0)]
    [InlineData(-62135596801, 999999)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void Numbers_that_are_no_moment_are_kept_and_have_no_time(long seconds, long microseconds)
    {
        var timestamp = new QmpTimestamp(seconds, microseconds);

        Assert.Null(timestamp.Time);
        Assert.True(timestamp.IsPresent);
        Assert.Equal($"{seconds}/{microseconds}", timestamp.ToString());
    }

    [Fact]
    public void An_absent_time_stamp_differs_from_every_present_one()
    {
        Assert.False(default(QmpTimestamp).IsPresent);
        Assert.Null(default(QmpTimestamp).Time);
        Assert.Equal("", default(QmpTimestamp).ToString());
        Assert.True(default != new QmpTimestamp(0, 0));
        Assert.True(new QmpTimestamp(1, 2) == new QmpTimestamp(1, 2));
        Assert.NotEqual(new QmpTimestamp(1, 2), new QmpTimestamp(2, 1));
        Assert.Equal(new QmpTimestamp(1, 2).GetHashCode(), new QmpTimestamp(1, 2).GetHashCode());
        Assert.False(new QmpTimestamp(1, 2).Equals("1/2"));
    }
}
