using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Packaging;

/// <summary>The program as people get it: a .NET tool out of a package.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_packs_installs_from_a_folder_and_runs()
    {
        var version = $"0.0.0-test.{Guid.NewGuid():N}";
        var feed = _folder.File("feed");

        // With artifacts of its own, the pack leaves alone what was built in the checkout, which other tests are running.
        var pack = await ProgramRun.DotnetAsync(
            Path.Combine(Repository.Root, "tools", "QmpWatch"),
            "pack", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-tl:off", $"-p:Version={version}",
            "--artifacts-path", _folder.File("artifacts"), "--output", feed);
        pack.Succeeded();
        Assert.Equal([$"QmpWatch.{version}.nupkg"], Directory.GetFiles(feed).Select(Path.GetFileName));

        // The package brings all it needs, so no other source is asked.
        var settings = _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        var install = await ProgramRun.DotnetAsync(
            _folder.Root, "tool", "install", "QmpWatch", "--tool-path", _folder.File("tools"),
            "--version", version, "--configfile", settings);
        install.Succeeded();

        var tool = _folder.File("tools/qmpwatch");
        var environment = new Dictionary<string, string?> { ["DOTNET_ROOT"] = Path.GetDirectoryName(QmpWatchProcess.Host) };
        var demonstration = await ProgramRun.StartAsync(_folder.Root, environment, tool);
        var comparison = await ProgramRun.StartAsync(_folder.Root, environment, tool, "--compare", Repository.Spec, Repository.Spec);

        Assert.Contains("10 events of 10 kinds.", demonstration.Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("No difference", comparison.Succeeded().Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
