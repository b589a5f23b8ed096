using System.CommandLine;

namespace QmpWatch.Commands;

/// <summary>Prints what makes a shell complete options and event names; the shell asks the program itself.</summary>
internal static class Completion
{
    private const string Bash = """
        # Completion of qmpwatch for bash; put this into ~/.bashrc:  eval "$(qmpwatch completion bash)"
        _qmpwatch() {
            local line=${COMP_LINE:0:COMP_POINT} word candidate
            word=${line##*[[:space:]]}
            COMPREPLY=()
            while IFS= read -r candidate; do
                [[ $candidate == "$word"* && $candidate != /* ]] && COMPREPLY+=("$candidate")
            done < <(qmpwatch "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o default -F _qmpwatch qmpwatch
        """;

    private const string Zsh = """
        #compdef qmpwatch
        # Completion of qmpwatch for zsh; put this into ~/.zshrc, behind compinit:  eval "$(qmpwatch completion zsh)"
        _qmpwatch() {
            local line="${BUFFER[1,CURSOR]}"
            local -a candidates
            candidates=("${(@f)$(qmpwatch "[suggest:${#line}]" "$line" 2>/dev/null)}")
            compadd -- "${(@)candidates:#/*}"
            _files
        }
        compdef _qmpwatch qmpwatch
        """;

    private const string Fish = """
        # Completion of qmpwatch for fish; put this into ~/.config/fish/config.fish:  qmpwatch completion fish | source
        function __qmpwatch_complete
            set -l line (commandline -cp)
            qmpwatch "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -v '/*'
        end
        complete -c qmpwatch -a '(__qmpwatch_complete)'
        """;

    public static Command CreateCommand()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that makes a shell complete this program's options.") { shell };
        command.SetAction(arguments => arguments.InvocationConfiguration.Output.WriteLine(arguments.GetValue(shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => Fish,
        }));
        return command;
    }
}
