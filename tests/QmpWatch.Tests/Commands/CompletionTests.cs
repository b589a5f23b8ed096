using QmpWatch.Tests.Packaging;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Commands;

/// <summary>The script that makes a shell complete the program's options, in a real bash.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("qmpwatch --dr", "--drift")]
    [InlineData("qmpwatch --json --timeo", "--timeout")]
    [InlineData("qmpwatch --event VNC", "VNC_CONNECTED VNC_DISCONNECTED VNC_INITIALIZED")]
    [InlineData("qmpwatch --until SH", "SHUTDOWN")]
    [InlineData("qmpwatch completion ", "--help -? -h bash fish zsh")]
    [InlineData("qmpwatch /", "")]
    public async Task Bash_completes(string line, string expected)
    {
        var program = _folder.Write("bin/qmpwatch", $"#!/bin/bash\nexec '{QmpWatchProcess.Host}' '{QmpWatchProcess.Dll}' \"$@\"\n");
        await ProgramRun.StartAsync(_folder.Root, new Dictionary<string, string?>(), "chmod", "+x", program);
        const string script = """
            eval "$(qmpwatch completion bash)"
            complete -p qmpwatch >/dev/null || exit 1
            COMP_LINE=$1 COMP_POINT=${#1}
            _qmpwatch
            echo "${COMPREPLY[@]}"
            """;

        var bash = await ProgramRun.StartAsync(
            _folder.Root,
            new Dictionary<string, string?> { ["PATH"] = $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}" },
            "bash", "--norc", "-c", script, "bash", line);

        Assert.Equal(expected.Split(' ').Order(), bash.Succeeded().Output.Trim().Split(' ').Order());
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _qmpwatch qmpwatch")]
    [InlineData("zsh", "compdef _qmpwatch qmpwatch")]
    [InlineData("fish", "complete -c qmpwatch -a '(__qmpwatch_complete)'")]
    public async Task Each_shell_has_a_script_of_its_own(string shell, string expected)
    {
        var outcome = await InProcess.RunAsync("completion", shell);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(expected, outcome.Output[^1].TrimEnd());
    }

    [Fact]
    public async Task Another_shell_is_refused()
    {
        var outcome = await InProcess.RunAsync("completion", "tcsh");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'tcsh'", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
