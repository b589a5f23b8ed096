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

    private static PendingCommand[] Added(PendingCommands pending, int count)
    {
        var commands = Enumerable.Range(0, count).Select(_ => new PendingCommand("stop") { Id = pending.NextId() }).ToArray();
        Array.ForEach(commands, pending.Add);
        return commands;
    }

    private static PendingCommand? Taken(PendingCommands pending, long id)
    {
        Assert.True(pending.TryTake(Encoding.ASCII.GetBytes($"{id}"), out var command));
        return command;
    }
}
