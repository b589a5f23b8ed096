using Spectre.Console;

namespace QmpWatch.Terminal;

/// <summary>Makes consoles that are as wide as what they print on.</summary>
internal static class Consoles
{
    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            // A pipe has no edge to break lines at.
            console.Profile.Width = int.MaxValue;
        }

        return console;
    }
}
