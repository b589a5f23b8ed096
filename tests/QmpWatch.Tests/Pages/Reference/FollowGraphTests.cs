using QmpWatch.Pages.Reference;

namespace QmpWatch.Tests.Pages.Reference;

public sealed class FollowGraphTests
{
    private static readonly (string From, string To)[] OfTheDocument =
    [
        ("BLOCK_IO_ERROR", "STOP"), ("SHUTDOWN", "STOP"), ("WATCHDOG", "RESET"), ("WATCHDOG", "SHUTDOWN"), ("WATCHDOG", "STOP"),
    ];

    [Fact]
    public void Causes_stand_left_of_effects()
    {
        var graph = FollowGraph.Of(OfTheDocument);

        Assert.All(graph.Arrows, a => Assert.True(a.From.Right < a.To.Left, $"{a.From.Name} → {a.To.Name}"));
        Assert.Equal(5, graph.Boxes.Count);
        Assert.All(
            graph.Boxes,
            b => Assert.True(b.Left >= 0 && b.Top >= 0 && b.Right <= graph.Width && b.Top + b.Height <= graph.Height, b.ToString()));
    }

    [Fact]
    public void Boxes_do_not_overlap()
    {
        var boxes = FollowGraph.Of(OfTheDocument).Boxes;

        Assert.All(boxes, a => Assert.All(boxes.Where(b => b != a), b => Assert.False(
            a.Left < b.Right && b.Left < a.Right && a.Top < b.Top + b.Height && b.Top < a.Top + a.Height, $"{a} {b}")));
    }

    [Fact]
    public void An_arrow_over_several_columns_passes_between_the_boxes()
    {
        var graph = FollowGraph.Of(OfTheDocument);

        Assert.Single(graph.Arrows, a => a.From.Name == "WATCHDOG" && a.To.Name == "STOP" && a.Between.Count == 1);
        Assert.All(graph.Arrows.SelectMany(a => a.Between), place => Assert.All(graph.Boxes, b => Assert.False(
            b.Left < place.Right && place.Left < b.Right && b.Top <= place.Middle && place.Middle <= b.Top + b.Height, $"{place} {b}")));
    }

    [Fact]
    public void What_goes_round_in_a_circle_is_drawn_too()
    {
        var graph = FollowGraph.Of([("A", "B"), ("B", "A"), ("B", "C"), ("D", "D")]);

        Assert.Equal(["A", "B", "C", "D"], graph.Boxes.Select(b => b.Name).Order(StringComparer.Ordinal));
        Assert.Equal(4, graph.Arrows.Count);
    }

    [Fact]
    public void Nothing_follows_nothing() => Assert.Empty(FollowGraph.Of([]).Boxes);
}
