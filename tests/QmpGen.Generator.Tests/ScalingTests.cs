using System.Diagnostics;
using System.Text.RegularExpressions;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests;

/// <summary>The time grows as the text does. Shown, not asserted: a busy machine must fail no test.</summary>
public sealed class ScalingTests
{
    private static readonly int[] Copies = [1, 10, 100];

    [Fact]
    public void One_ten_and_a_hundred_copies_of_a_document_under_other_event_names()
    {
        var text = Fixtures.Texts.Select(File.ReadAllText).Append(Repository.Spec).MaxBy(t => t.Length)!;
        var events = Reading.Schema(text).Events.Count;
        var names = new Regex($@"\b({string.Join('|', Reading.Schema(text).Events.Select(e => e.WireName))})\b", RegexOptions.Compiled);
        Measure(text, names, 1, events);
        var times = Copies.Select(copies => Measure(text, names, copies, events)).ToList();

        // A single copy never leaves the youngest generation of the garbage collector; from some ten on each costs the same.
        Console.WriteLine($"{text.Length} characters: {times[0].TotalMilliseconds:F1} ms; 10 copies: x{times[1] / times[0]:F1}; 100 copies: x{times[2] / times[0]:F1} ({times[2].TotalMilliseconds:F0} ms)");
    }

    private static TimeSpan Measure(string text, Regex names, int copies, int events)
    {
        var document = string.Join('\n', Enumerable.Range(0, copies).Select(i => names.Replace(text, $"$1_{i}")));
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            var schema = Reading.Schema(document);
            var files = Emitter.Emit(schema).Count();
            watch.Stop();

            Assert.Equal(copies * events, schema.Events.Count);
            Assert.InRange(files, schema.Events.Count, int.MaxValue);
            return watch.Elapsed;
        });
    }
}
