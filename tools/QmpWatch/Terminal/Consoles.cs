using Spectre.Console;

namespace QmpWatch.Terminal;

/// <summary>Makes consoles that are as wide as what they print on.</summary>
internal static class Consoles
{
    public static IAnsiConsole On(TextWriter output)
    {
        var terminal = new AnsiConsoleOutput(output);
        if (terminal.IsTerminal)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = terminal });
        }

        // Whatever the environment says of colours: who reads from a pipe wants text, and a pipe has no edge to break lines at.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = terminal, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = int.MaxValue;
        return console;
    }
}
