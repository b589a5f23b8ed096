using QmpWatch.Pages;
using QmpWatch.Pages.Reference;
using QmpWatch.Pages.Timeline;
using QmpWatch.Recordings;
using QmpWatch.Specs;

namespace QmpWatch.Commands;

/// <summary>Writes the pages that the command line asks for.</summary>
internal static class PageCommands
{
    /// <summary>Writes the reference page of a spec.</summary>
    /// <param name="path">The page's file.</param>
    /// <param name="spec">The spec; null for the one that the program was compiled with.</param>
    /// <param name="messages">Takes what was done.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SpecException">The spec cannot be read.</exception>
    /// <exception cref="PageException">The file cannot be written.</exception>
    public static int WriteReference(string path, string? spec, TextWriter messages, CancellationToken cancellation)
    {
        var model = ReferenceModelBuilder.Build(
            spec is null ? SpecLoader.BuiltIn(cancellation) : SpecLoader.LoadWithCommands(spec, cancellation));
        var size = PageFile.Write(path, output => ReferencePage.Write(model, output));
        var commands = model.Commands.Count > 0 ? $" and {Count(model.Commands.Count, "command")}" : string.Empty;
        messages.WriteLine($"Wrote '{path}': {Count(model.Events.Count, "event")}{commands} of {model.Source}, {size / 1024} KiB.");
        return ExitCodes.Success;
    }

    /// <summary>Writes the timeline page of a recording.</summary>
    /// <param name="path">The page's file.</param>
    /// <param name="recording">The recording's file.</param>
    /// <param name="source">What the page calls it.</param>
    /// <param name="messages">Takes what was done, and what is to be said of the recording.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="RecordingProblem">The recording cannot be read.</exception>
    /// <exception cref="PageException">The page cannot be written.</exception>
    public static int WriteTimeline(string path, string recording, string source, TextWriter messages)
    {
        var (model, notice) = TimelineReader.Read(recording, source);
        if (notice is not null)
        {
            messages.WriteLine($"qmpwatch: {recording}: {notice}");
        }

        var size = PageFile.Write(path, output => TimelinePage.Write(model, output));
        messages.WriteLine(
            $"Wrote '{path}': {Count(model.EventCount, "event")} of {Count(model.Vms.Count, "machine")}, {size / 1024} KiB.");
        return ExitCodes.Success;
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? string.Empty : "s")}";
}
