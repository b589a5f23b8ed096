using System.Buffers.Text;
using BenchmarkDotNet.Attributes;
using QmpGen.Benchmarks.Lines;
using QmpGen.Protocol;

namespace QmpGen.Benchmarks.Parts;

/// <summary>
/// Finding the command that a reply belongs to, beside a bare dictionary and a list in the order of sending: one command at a
/// time, many at once, and many that are answered in reverse.
/// </summary>
public class CommandsInFlight
{
    private readonly byte[] _digits = new byte[20];

    /// <summary>How many commands.</summary>
    public static IEnumerable<Batch> Batches => [QemuLines.Make("1,000 commands", 1_000)];

    /// <summary>The commands.</summary>
    [ParamsSource(nameof(Batches))]
    public Batch Commands { get; set; } = null!;

    /// <summary>The library's.</summary>
    [Benchmark(Baseline = true, Description = "Dictionary, one at a time")]
    public int DictionaryOneByOne()
    {
        var pending = new Dictionary<long, PendingCommand>();
        var found = 0;
        for (long id = 1; id <= Commands.Count; id++)
        {
            pending.Add(id, new PendingCommand("stop", id));
            found += pending.Remove(Parsed(id), out _) ? 1 : 0;
        }

        return found;
    }

    /// <summary>Ours.</summary>
    [Benchmark(Description = "**QmpGen**'s PendingCommands, one at a time")]
    public int OursOneByOne()
    {
        var pending = new PendingCommands();
        var found = 0;
        for (var i = 0; i < Commands.Count; i++)
        {
            var id = pending.NextId();
            pending.Add(new PendingCommand("stop", id));
            found += Take(pending, id);
        }

        return found;
    }

    /// <summary>The library's, in reverse.</summary>
    [Benchmark(Description = "Dictionary, all in flight, answered in reverse")]
    public int DictionaryReversed()
    {
        var pending = new Dictionary<long, PendingCommand>();
        for (long id = 1; id <= Commands.Count; id++)
        {
            pending.Add(id, new PendingCommand("stop", id));
        }

        var found = 0;
        for (long id = Commands.Count; id > 0; id--)
        {
            found += pending.Remove(Parsed(id), out _) ? 1 : 0;
        }

        return found;
    }

    /// <summary>Ours, in reverse.</summary>
    [Benchmark(Description = "**QmpGen**'s PendingCommands, all in flight, answered in reverse")]
    public int OursReversed()
    {
        var pending = new PendingCommands();
        for (var i = 0; i < Commands.Count; i++)
        {
            pending.Add(new PendingCommand("stop", pending.NextId()));
        }

        var found = 0;
        for (long id = Commands.Count; id > 0; id--)
        {
            found += Take(pending, id);
        }

        return found;
    }

    /// <summary>A list, in reverse.</summary>
    [Benchmark(Description = "linked list, all in flight, answered in reverse")]
    public int ListReversed()
    {
        var pending = new LinkedList<PendingCommand>();
        for (long id = 1; id <= Commands.Count; id++)
        {
            pending.AddLast(new PendingCommand("stop", id));
        }

        var found = 0;
        for (long id = Commands.Count; id > 0; id--)
        {
            var wanted = Parsed(id);
            var node = pending.First;
            while (node is not null && node.Value.Id != wanted)
            {
                node = node.Next;
            }

            pending.Remove(node!);
            found++;
        }

        return found;
    }

    private int Take(PendingCommands pending, long id)
    {
        Utf8Formatter.TryFormat(id, _digits, out var length);
        return pending.TryTake(_digits.AsSpan(0, length), out var command) && command is not null ? 1 : 0;
    }

    private long Parsed(long id)
    {
        Utf8Formatter.TryFormat(id, _digits, out var length);
        return Utf8Parser.TryParse(_digits.AsSpan(0, length), out long parsed, out _) ? parsed : 0;
    }
}
