using System.Text.Json;
using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>Packages and diagnostics link to the repository if it has an address, and nowhere otherwise.</summary>
public sealed class RepositoryLinkTests(PackedPackage package)
{
    private const string Address = "https://example.test/qmpgen";

    // An event without a section below it, which is QMP0103, beside one that is fine.
    private const string Spec = $"LAMP_BROKEN\n\n{LampSpec.Text}";

    [Theory]
    [InlineData("QmpGen")]
    [InlineData("QmpGen.Testing")]
    [InlineData("QmpGen.Hosting")]
    public void Without_an_address_a_package_links_nowhere(string name)
    {
        Assert.Empty(Nuspec.Elements(package.FileOf(name), "projectUrl"));
        // The element also names the commit, which is known without an address.
        Assert.All(Nuspec.Elements(package.FileOf(name), "repository"), r => Assert.Null(r.Attribute("url")));
    }

    [Fact]
    public async Task Without_an_address_a_diagnostic_links_nowhere()
    {
        var links = await LinksAsync(package.CreateConsumer(), package.Version);

        Assert.Contains("QMP0103", links.Keys);
        Assert.All(links.Values, Assert.Null);
    }

    [Fact]
    public async Task With_an_address_package_and_diagnostics_link_to_it()
    {
        var app = package.CreateConsumer();
        var version = $"{package.Version}.linked";
        var pack = await package.Dotnet.MakeAsync(
            "pack",
            Path.Combine(Repository.Root, "runtime", "QmpGen.Runtime"),
            $"-p:Version={version}",
            $"-p:RepositoryUrl={Address}",
            "--artifacts-path",
            app.Path("artifacts"),
            "--output",
            app.Path("feed"));
        pack.Succeeded();
        app.Write(
            "nuget.config",
            $"""<configuration><packageSources><add key="linked" value="{app.Path("feed")}" /></packageSources></configuration>""");

        var links = await LinksAsync(app, version);
        Assert.Contains("QMP0103", links.Keys);
        Assert.All(links, l => Assert.Equal($"{Address}/blob/main/generator/README.md#{l.Key.ToLowerInvariant()}", l.Value));
        var file = app.Path($"feed/QmpGen.{version}.nupkg");
        Assert.Equal(Address, Nuspec.Elements(file, "projectUrl").Single().Value);
        Assert.Equal(Address, Nuspec.Elements(file, "repository").Single().Attribute("url")?.Value);

        // The package's targets report QMP0007 without the generator.
        var link = await package.Dotnet.MakeAsync("msbuild", app.Path("."), "-getProperty:_QmpGenHelp0007");
        Assert.Equal([$"{Address}/blob/main/generator/README.md#qmp0007"], link.Succeeded().Lines);
    }

    /// <summary>
    /// The links that the compiler's log gives the rules. It lists a rule without a finding too, if its analyzer has run.
    /// </summary>
    private static async Task<Dictionary<string, string?>> LinksAsync(Consumer app, string version)
    {
        app.WriteProject(
                "App.csproj",
                $"""<PackageReference Include="QmpGen" Version="{version}" /><QmpSpec Include="lamp.txt" />""",
                "<TreatWarningsAsErrors>false</TreatWarningsAsErrors><ErrorLog>log.sarif,version=2.1</ErrorLog>")
            .Write("lamp.txt", Spec)
            .Write("Program.cs", "");
        await app.BuildAsync();

        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(app.Path("log.sarif"), TestContext.Current.CancellationToken));
        var links =
            from run in log.RootElement.GetProperty("runs").EnumerateArray()
            from rule in run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            let id = rule.GetProperty("id").GetString()
            where id.StartsWith("QMP", StringComparison.Ordinal)
            select KeyValuePair.Create(id, rule.TryGetProperty("helpUri", out var link) ? link.GetString() : null);
        return new Dictionary<string, string?>(links);
    }
}
