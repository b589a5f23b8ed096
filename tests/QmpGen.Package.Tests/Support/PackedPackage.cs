using QmpGen.Package.Tests.Support;

[assembly: AssemblyFixture(typeof(PackedPackage))]

namespace QmpGen.Package.Tests.Support;

/// <summary>
/// The packages, packed once for all tests into a folder that is a package source. Below the same root live the
/// consumers, where nothing of this repository's settings reaches them.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("qmpgen-package-").FullName;
    private int _consumers;

    public PackedPackage() => Dotnet = new Dotnet(Path.Combine(_root, "packages"));

    /// <summary>A version that no cache can have.</summary>
    public string Version { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    /// <summary>All that the packs have left.</summary>
    public IReadOnlyList<string> Packed => Directory.GetFiles(Feed);

    /// <summary>The file of one package.</summary>
    public string FileOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    internal Dotnet Dotnet { get; }

    private string Feed => Path.Combine(_root, "feed");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // With artifacts of its own, the pack leaves alone what was built in the checkout, which other tests are running.
        foreach (var project in Repository.PackedProjects)
        {
            var pack = await Dotnet.MakeAsync(
                "pack", project, $"-p:Version={Version}", "--artifacts-path", Path.Combine(_root, "artifacts"), "--output", Feed);
            pack.Succeeded();
        }

        ShieldConsumers(await Dotnet.MachinePackagesAsync());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>An empty folder for a consumer.</summary>
    internal Consumer CreateConsumer()
    {
        var folder = Path.Combine(_root, "consumers", Interlocked.Increment(ref _consumers).ToString());
        return new Consumer(this, Directory.CreateDirectory(folder).FullName);
    }

    private void ShieldConsumers(string machinePackages)
    {
        foreach (var settings in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(_root, settings), "<Project />");
        }

        // The machine's own sources stay in force; what it has unpacked already is read in place, not downloaded again.
        File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{machinePackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }
}
