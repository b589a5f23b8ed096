using System.Collections;

namespace QmpGen.Package.Tests.Support;

/// <summary>The .NET SDK, run so that nothing of it stays behind and nothing of this test run leaks into it.</summary>
/// <param name="packagesFolder">Where packages are unpacked to.</param>
internal sealed class Dotnet(string packagesFolder)
{
    private readonly Dictionary<string, string?> _environment = new(Environment()) { ["NUGET_PACKAGES"] = packagesFolder };

    /// <summary>Where the machine keeps the packages that it has already.</summary>
    public static async Task<string> MachinePackagesAsync()
    {
        const string Label = "global-packages:";
        var run = await ToolRun.StartAsync(Repository.Root, Environment(), "dotnet", "nuget", "locals", "global-packages", "--list");
        var line = run.Succeeded().Lines.Single(l => l.StartsWith(Label, StringComparison.Ordinal));
        return line[Label.Length..].Trim();
    }

    /// <summary>Builds, packs or publishes the project in a folder.</summary>
    public Task<ToolRun> MakeAsync(string verb, string folder, params IEnumerable<string> arguments)
    {
        // No node and no compiler may outlive the build: the folders it works in are deleted soon after.
        IEnumerable<string> leaveNothingRunning = ["-nodeReuse:false", "-p:UseSharedCompilation=false"];
        IEnumerable<string> sayItOnce = ["-tl:off", "-clp:NoSummary"];
        return StartAsync(folder, "dotnet", [verb, .. leaveNothingRunning, .. sayItOnce, .. arguments]);
    }

    /// <summary>Runs an assembly.</summary>
    public Task<ToolRun> ExecuteAsync(string folder, string assembly) => StartAsync(folder, "dotnet", assembly);

    /// <summary>Runs a program.</summary>
    public Task<ToolRun> StartAsync(string folder, string program, params IEnumerable<string> arguments) =>
        ToolRun.StartAsync(folder, _environment, program, arguments);

    private static Dictionary<string, string?> Environment()
    {
        // "dotnet test" hands down where its own MSBuild is, which must not decide about the consumer's.
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (string)variable.Key)
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        return environment;
    }
}
