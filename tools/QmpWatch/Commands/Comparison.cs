using QmpGen;
using QmpWatch.Specs;

namespace QmpWatch.Commands;

/// <summary>Prints what differs between two schemas, what breaks a program first.</summary>
internal static class Comparison
{
    /// <summary>Compares two specs that the command line names.</summary>
    /// <param name="old">The spec that programs were built for.</param>
    /// <param name="new">The spec that takes its place.</param>
    /// <param name="output">Takes the differences, a line each.</param>
    /// <param name="messages">Takes the sum of them.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static int OfSpecs(string old, string @new, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var before = SpecLoader.Load(old, cancellation);
        var after = SpecLoader.Load(@new, cancellation);
        return Report(
            before.Schema.CompareTo(after.Schema),
            $"from {Describe(before)} to {Describe(after)}",
            output,
            messages);
    }

    /// <summary>Prints the differences and tells by the exit code whether any of them breaks a program.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="subject">What was compared with what, for the sum.</param>
    /// <param name="output">Takes the differences, a line each.</param>
    /// <param name="messages">Takes the sum of them.</param>
    /// <returns>The exit code.</returns>
    public static int Report(IReadOnlyList<QmpSchemaDifference> differences, string subject, TextWriter output, TextWriter messages)
    {
        var sorted = differences
            .OrderByDescending(d => d.Impact)
            .ThenBy(d => d.Path, StringComparer.Ordinal)
            .ThenBy(d => d.Description, StringComparer.Ordinal);
        foreach (var difference in sorted)
        {
            output.WriteLine($"{Word(difference.Impact),-8} {difference}");
        }

        var breaking = Count(QmpSchemaImpact.Breaking);
        var (changed, added, absent) = (Count(QmpSchemaImpact.Changed), Count(QmpSchemaImpact.Additive), Count(QmpSchemaImpact.NotBuiltIn));
        var count = differences.Count - absent;
        var notBuiltIn = absent == 0 ? "" : $"; {absent} not built in";
        messages.WriteLine(count == 0
            ? $"No difference {subject}{notBuiltIn}."
            : $"{count} {(count == 1 ? "difference" : "differences")} {subject}: "
                + $"{breaking} breaking, {changed} changed, {added} new{notBuiltIn}.");
        return breaking > 0 ? ExitCodes.Breaking : ExitCodes.Success;

        int Count(QmpSchemaImpact impact) => differences.Count(d => d.Impact == impact);
    }

    private static string Describe(LoadedSpec spec) => $"{spec.Name} ({spec.Schema.EventNames.Count} events)";

    private static string Word(QmpSchemaImpact impact) => impact switch
    {
        QmpSchemaImpact.Breaking => "breaks",
        QmpSchemaImpact.Changed => "changed",
        QmpSchemaImpact.Additive => "new",
        _ => "absent",
    };
}
