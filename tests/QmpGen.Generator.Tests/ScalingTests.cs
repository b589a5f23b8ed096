using System.Globalization;
using System.Text.RegularExpressions;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests;

/// <summary>
/// The work grows as the text does. It is measured by what is allocated, which a busy machine does not change: whatever
/// goes over a text more than once for its length copies some of it each time.
/// </summary>
public sealed class ScalingTests
{
    private const int Copies = 10;

    // The tables of a document double when they are full, so that ten times the content is not ten times the bytes exactly.
    private const double MostForTen = 11;

    [Fact]
    public void Ten_copies_of_a_document_under_other_event_names_allocate_at_most_eleven_times_as_much()
    {
        var text = Fixtures.Texts.Select(File.ReadAllText).Append(Repository.Spec).MaxBy(t => t.Length)!;
        var names = Reading.Schema(text).Events.Select(e => e.WireName).ToList();
        var pattern = new Regex($@"\b({string.Join('|', names)})\b", RegexOptions.Compiled);

        AssertScales(
            "text",
            copies => string.Join('\n', Numbered(copies, i => pattern.Replace(text, $"$1_{i}"))),
            "events.txt",
            copies => copies * names.Count);
    }

    [Fact]
    public void Ten_copies_of_a_schema_under_other_names_allocate_at_most_eleven_times_as_much()
    {
        // The letters after the names keep them all of one length.
        const string Schema = """
            ##
            # @DOOR@_MOVED:
            #
            # The door moved; a @DOOR@_GONE may follow.
            #
            # @how: which way
            ##
            { 'event': 'DOOR@_MOVED', 'data': { 'how': 'Way@', '*room': 'Room@', 'cause': 'Cause@' } }
            { 'event': 'DOOR@_GONE', 'data': 'Room@' }
            { 'enum': 'Way@', 'data': [ 'open', 'shut' ] }
            { 'struct': 'Room@', 'data': { 'name': 'str', '*next': 'Room@', 'all': [ 'int8' ] } }
            { 'union': 'Cause@', 'base': { 'way': 'Way@' }, 'discriminator': 'way', 'data': { 'open': 'Room@' } }
            { 'command': 'move@', 'data': { 'room': 'Room@' }, 'returns': 'Room@' }

            """;
        const int Definitions = 10;

        AssertScales(
            "schema",
            copies => string.Concat(Numbered(copies * Definitions, i => Schema
                .Replace("move@", $"move-{i}", StringComparison.Ordinal)
                .Replace("@_", $"{i}_", StringComparison.Ordinal)
                .Replace("@'", $"{i}'", StringComparison.Ordinal))),
            "schema.json",
            copies => copies * 2 * Definitions);
    }

    [Fact]
    public void A_chain_of_types_ten_times_as_long_allocates_at_most_eleven_times_as_much()
    {
        // Each type holds the next one, so that whatever is found out anew for each of them is found out over the rest of the chain.
        const int Links = 300;

        AssertScales(
            "chain",
            copies => string.Concat(
                Enumerable.Range(1000, copies * Links)
                    .Select(i => $"{{ 'struct': 'Link{i}', 'data': {{ 'next': 'Link{i + 1}' }} }}\n")
                    .Append($"{{ 'struct': 'Link{1000 + (copies * Links)}', 'data': {{ 'end': 'int' }} }}\n")
                    .Append("{ 'event': 'CHAIN', 'data': 'Link1000' }\n")),
            "schema.json",
            _ => 1);
    }

    private static IEnumerable<string> Numbered(int count, Func<string, string> copy) =>
        Enumerable.Range(1000, count).Select(i => copy(i.ToString(CultureInfo.InvariantCulture)));

    private static void AssertScales(string kind, Func<int, string> document, string file, Func<int, int> events)
    {
        // The first run allocates what belongs to no document.
        Measure(document(1), file, events(1));
        var one = Measure(document(1), file, events(1));
        var ten = Measure(document(Copies), file, events(Copies));

        Console.WriteLine($"{kind}: {one} bytes for one, {(double)ten / one:F2} times as many for {Copies}");
        Assert.InRange((double)ten / one, 1, MostForTen);
    }

    private static long Measure(string text, string file, int events)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var schema = Reading.Compile(new SpecFile(file, text, "Spec")).Schema!;
        var files = Emitter.Emit(schema).Count();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(events, schema.Events.Count);
        Assert.InRange(files, events, int.MaxValue);
        return allocated;
    }
}
