using System.Text;
using QmpGen.Protocol;

namespace QmpGen.Tests.Protocol;

/// <summary>The commands in flight, whatever happens to those between others.</summary>
public sealed class PendingCommandsTests
{
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    public void Commands_may_be_abandoned_and_answered_in_any_order(int abandoned, int first, int second)
    {
        var pending = new PendingCommands();
        var commands = Added(pending, 3);

        pending.Abandon(commands[abandoned]);
        Assert.Same(commands[first], Taken(pending, commands[first].Id));
        var last = Added(pending, 1)[0];
        Assert.Same(commands[second], Taken(pending, commands[second].Id));
        Assert.Null(Taken(pending, commands[abandoned].Id));
        Assert.Same(last, Taken(pending, last.Id));
        Assert.Equal(0, pending.FailAll(_ => throw new InvalidOperationException("There is nothing left to fail.")));
    }

    [Fact]
    public void Abandoning_what_has_failed_touches_nothing_that_came_later()
    {
        var pending = new PendingCommands();
        var former = Added(pending, 2);
        Assert.Equal(2, pending.FailAll(_ => new QmpProtocolException("lost")));
        var later = Added(pending, 2);

        pending.Abandon(former[0]);
        pending.Abandon(former[1]);

        Assert.Same(later[1], Taken(pending, later[1].Id));
        Assert.Same(later[0], Taken(pending, later[0].Id));
        Assert.All(former, c => Assert.IsType<QmpProtocolException>(c.Task.Exception!.InnerException));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_reply_finds_its_command_in_constant_time_however_many_are_in_flight(int step)
    {
        const int Count = 20_000;
        var work = new CountingComparer();
        var pending = new PendingCommands(work);
        var commands = Added(pending, Count);
        Assert.Same(commands[0], Taken(pending, commands[0].Id));

        for (var i = 0; i < Count; i++)
        {
            // Nobody has this id any more, and that must not take longer than finding one.
            Assert.Null(Taken(pending, commands[0].Id));
        }

        for (var i = step > 0 ? 1 : Count - 1; i is > 0 and < Count; i += step)
        {
            Assert.Same(commands[i], Taken(pending, commands[i].Id));
        }

        Assert.InRange(work.Steps, Count, 20L * Count);
    }

    [Fact]
    public void Whatever_the_order_none_is_lost_and_none_is_found_twice()
    {
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var pending = new PendingCommands();
            var open = new List<PendingCommand>();
            for (var i = 0; i < 60; i++)
            {
                switch (random.Next(3))
                {
                    case 0 when open.Count > 0:
                        var answered = open[random.Next(open.Count)];
                        open.Remove(answered);
                        Assert.Same(answered, Taken(pending, answered.Id));
                        Assert.Null(Taken(pending, answered.Id));
                        break;
                    case 1 when open.Count > 0:
                        var abandoned = open[random.Next(open.Count)];
                        open.Remove(abandoned);
                        pending.Abandon(abandoned);
                        break;
                    default:
                        open.AddRange(Added(pending, 1));
                        break;
                }
            }

            Assert.Equal(open.Count, pending.FailAll(_ => new QmpProtocolException("lost")));
            Assert.All(open, c => Assert.IsType<QmpProtocolException>(c.Task.Exception?.InnerException));
        }
    }

    private sealed class CountingComparer : IEqualityComparer<long>
    {
        public long Steps { get; private set; }

        public bool Equals(long x, long y)
        {
            Steps++;
            return x == y;
        }

        public int GetHashCode(long value)
        {
            Steps++;
            return value.GetHashCode();
        }
    }

    private static PendingCommand[] Added(PendingCommands pending, int count)
    {
        var commands = Enumerable.Range(0, count).Select(_ => new PendingCommand("stop", pending.NextId())).ToArray();
        Array.ForEach(commands, pending.Add);
        return commands;
    }

    private static PendingCommand? Taken(PendingCommands pending, long id)
    {
        Assert.True(pending.TryTake(Encoding.ASCII.GetBytes($"{id}"), out var command));
        return command;
    }
}
