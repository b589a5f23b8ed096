using System.Runtime.ExceptionServices;
using System.Text;
using QmpGen.Framing;
using QmpGen.Protocol;

namespace QmpGen.Tests.Protocol;

/// <summary>
/// What junk costs, counted and not timed: every byte is in one frame, and telling what a frame is throws nothing and allocates nothing.
/// </summary>
public sealed class JunkWorkTests
{
    [Theory]
    [InlineData("[", "\n{", 1_000_000)]
    [InlineData("", "{x}", 100_000)]
    [InlineData("", "{\"return\": x}\n", 100_000)]
    [InlineData("", "{\"a\" \"b\": }", 100_000)]
    public void It_costs_as_much_as_it_is_long(string start, string junk, int count)
    {
        var text = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(junk, count)));
        using var reader = new FrameReader(64 * 1024 * 1024);
        var thread = Environment.CurrentManagedThreadId;
        var (thrown, events, read) = (0, 0, 0L);
        EventHandler<FirstChanceExceptionEventArgs> note = (_, _) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += note;
        try
        {
            reader.Add(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (reader.Read(out var frame) is not FrameKind.Incomplete)
            {
                read += frame.Length;
                events += Envelope.Read(frame).Kind == MessageKind.Event ? 1 : 0;
            }

            // Next to nothing: the runtime itself may set something up the first time.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, count / 10);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= note;
        }

        Assert.Equal((0, 0), (thrown, events));
        Assert.InRange(read + reader.HeldSize, text.Length - count - 1, text.Length);
    }
}
