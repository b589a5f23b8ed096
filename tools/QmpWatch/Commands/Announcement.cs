using System.CommandLine;
using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>The first line, so that a program that waits for its first event does not look as if it hung.</summary>
internal static class Announcement
{
    private const int NamesAtMost = 3;

    /// <summary>Says what is watched and how to stop.</summary>
    public static string Of(CommandLine options, ParseResult arguments, IReadOnlyList<Vm> vms, IReadOnlyList<SocketPattern> patterns) =>
        $"{What(options, arguments, vms, patterns)}. Press Ctrl+C to stop.";

    private static string What(
        CommandLine options, ParseResult arguments, IReadOnlyList<Vm> vms, IReadOnlyList<SocketPattern> patterns)
    {
        if (arguments.GetValue(options.Play) is { } recording)
        {
            return $"Playing the recording {ForeignText.OnOneLine(recording)}";
        }

        if (arguments.GetValue(options.Qemu))
        {
            return "Watching a QEMU that qmpwatch starts and stops";
        }

        if (arguments.GetValue(options.Addresses) is [] or null)
        {
            var spec = arguments.GetValue(options.Spec);
            return $"Playing the examples of {(spec is null ? "the built-in spec" : ForeignText.OnOneLine(spec))}, without a QEMU";
        }

        var names = vms.Select(vm => vm.Name).Concat(patterns.Select(p => p.Pattern)).Select(ForeignText.OnOneLine).ToList();
        var more = names.Count > NamesAtMost ? $" and {names.Count - NamesAtMost} more" : string.Empty;
        return $"Watching {string.Join(", ", names.Take(NamesAtMost))}{more}";
    }
}
