using System.Text.Json;
using QmpGen.Benchmarks.Lines;

namespace QmpGen.Benchmarks.Baselines;

/// <summary>The floors: what it costs to look at the bytes at all.</summary>
internal static class ReaderWalk
{
    /// <summary>Visits every token and keeps nothing: the unit of every ratio.</summary>
    public static long Tokens(Batch batch)
    {
        long tokens = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var reader = new Utf8JsonReader(batch[i]);
            while (reader.Read())
            {
                tokens++;
            }
        }

        return tokens;
    }

    /// <summary>Finds the line ends alone.</summary>
    public static int LineFeeds(Batch batch)
    {
        var lines = 0;
        for (var rest = batch.Bytes.AsSpan(); rest.IndexOf((byte)'\n') is var end and >= 0; rest = rest[(end + 1)..])
        {
            lines++;
        }

        return lines;
    }
}
