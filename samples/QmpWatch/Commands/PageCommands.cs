using QmpWatch.Pages;
using QmpWatch.Pages.Reference;
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
        var model = ReferenceModelBuilder.Build(spec is null ? SpecReader.BuiltIn(cancellation) : SpecReader.Read(spec, cancellation));
        var size = PageFile.Write(path, output => ReferencePage.Write(model, output));
        messages.WriteLine($"Wrote '{path}': {model.Events.Count} events of {model.Source}, {size / 1024} KiB.");
        return ExitCodes.Success;
    }
}
