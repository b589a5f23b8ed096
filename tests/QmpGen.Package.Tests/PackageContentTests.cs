using System.IO.Compression;
using System.Xml.Linq;
using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>What is in the package, and what it asks of others.</summary>
public sealed class PackageContentTests(PackedPackage package)
{
    [Fact]
    public void Packing_gives_one_package_and_nothing_else() =>
        Assert.Equal([$"QmpGen.{package.Version}.nupkg"], package.Packed.Select(Path.GetFileName));

    [Fact]
    public void Package_holds_runtime_and_generator_and_settings_and_nothing_else()
    {
        using var zip = Open();

        Assert.Equal(
            [
                "QmpGen.nuspec",
                "README.md",
                "[Content_Types].xml",
                "_rels/.rels",
                "analyzers/dotnet/cs/QmpGen.Generator.dll",
                "buildTransitive/QmpGen.props",
                "buildTransitive/QmpGen.targets",
                "lib/net10.0/QmpGen.Runtime.dll",
                "lib/net10.0/QmpGen.Runtime.xml",
                "package/services/metadata/core-properties/nuget.psmdcp",
            ],
            zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_depends_on_the_logging_abstractions_alone()
    {
        var groups = Metadata("dependencies").Elements().ToList();

        var group = Assert.Single(groups);
        Assert.Equal("net10.0", group.Attribute("targetFramework")?.Value);
        var dependency = Assert.Single(group.Elements());
        Assert.Equal("Microsoft.Extensions.Logging.Abstractions", dependency.Attribute("id")?.Value);
    }

    [Fact]
    public void Package_is_licensed_and_introduces_itself()
    {
        Assert.Equal("MIT", Metadata("license").Value);
        Assert.Equal("expression", Metadata("license").Attribute("type")?.Value);
        Assert.Equal("README.md", Metadata("readme").Value);
    }

    [Fact]
    public void Package_is_a_dependency_that_flows_on() => Assert.Empty(AllMetadata("developmentDependency"));

    [Theory]
    [InlineData("lib/net10.0/QmpGen.Runtime.dll")]
    [InlineData("analyzers/dotnet/cs/QmpGen.Generator.dll")]
    public void No_assembly_names_a_folder_of_the_machine_that_built_it(string assembly)
    {
        using var zip = Open();
        using var content = zip.GetEntry(assembly)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        using var image = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(bytes.ToArray()));
        var debug = image.ReadDebugDirectory().Single(d => d.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(debug);
        var reader = symbols.GetMetadataReader();

        var sources = reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name)).ToList();

        Assert.Contains(sources, s => s.StartsWith("/_/", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, s => s.StartsWith(Repository.Root, StringComparison.Ordinal));
    }

    private ZipArchive Open() => ZipFile.OpenRead(package.Packed.Single());

    private XElement Metadata(string name) => AllMetadata(name).Single();

    private IReadOnlyList<XElement> AllMetadata(string name)
    {
        using var zip = Open();
        using var nuspec = zip.GetEntry("QmpGen.nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(e => e.Name.LocalName == name)];
    }
}
