using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>What is in the packages, and what they ask of others.</summary>
public sealed class PackageContentTests(PackedPackage package)
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static TheoryData<string> Packages => ["QmpGen", "QmpGen.Testing", "QmpGen.Hosting"];

    [Fact]
    public void Packing_gives_three_packages_and_nothing_else() =>
        Assert.Equal(
            Packages.Select(p => package.FileOf(p.Data)).Order(StringComparer.Ordinal), package.Packed.Order(StringComparer.Ordinal));

    [Fact]
    public void Package_holds_runtime_and_generator_and_settings_and_nothing_else() => Assert.Equal(
        [
            "QmpGen.nuspec",
            "README.md",
            "[Content_Types].xml",
            "_rels/.rels",
            "analyzers/dotnet/cs/QmpGen.CodeFixes.dll",
            "analyzers/dotnet/cs/QmpGen.Generator.dll",
            "buildTransitive/QmpGen.Specs.targets",
            "buildTransitive/QmpGen.props",
            "buildTransitive/QmpGen.targets",
            "icon.png",
            "lib/net10.0/QmpGen.Runtime.dll",
            "lib/net10.0/QmpGen.Runtime.xml",
            "package/services/metadata/core-properties/nuget.psmdcp",
            "schemas/qemu-10.0.json",
            "schemas/qemu-11.1.json",
            "schemas/qemu-5.2.json",
            "schemas/qemu-7.2.json",
        ],
        Entries("QmpGen"));

    [Theory]
    [InlineData("QmpGen.Testing")]
    [InlineData("QmpGen.Hosting")]
    public void Companion_holds_its_library_and_nothing_else(string name) => Assert.Equal(
        [
            $"{name}.nuspec",
            "README.md",
            "[Content_Types].xml",
            "_rels/.rels",
            "icon.png",
            $"lib/net10.0/{name}.dll",
            $"lib/net10.0/{name}.xml",
            "package/services/metadata/core-properties/nuget.psmdcp",
        ],
        Entries(name));

    [Theory]
    [InlineData("QmpGen", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("QmpGen.Testing", "QmpGen")]
    [InlineData(
        "QmpGen.Hosting",
        "QmpGen",
        "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions")]
    public void Package_depends_on_what_the_architecture_names_alone(string name, params string[] dependencies)
    {
        var group = Assert.Single(Metadata(name, "dependencies").Single().Elements());

        Assert.Equal("net10.0", group.Attribute("targetFramework")?.Value);
        Assert.Equal(dependencies, group.Elements().Select(d => d.Attribute("id")?.Value));
    }

    [Theory]
    [InlineData("QmpGen.Testing")]
    [InlineData("QmpGen.Hosting")]
    public void Companion_brings_the_generator_too(string name)
    {
        var dependency = Metadata(name, "dependency").Single(d => d.Attribute("id")?.Value == "QmpGen");

        // Without the attribute NuGet leaves analyzers out of what flows on.
        Assert.Equal("All", dependency.Attribute("include")?.Value);
        Assert.Null(dependency.Attribute("exclude"));
        Assert.Equal(package.Version, dependency.Attribute("version")?.Value);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_is_licensed_and_introduces_itself(string name)
    {
        var license = Metadata(name, "license").Single();
        Assert.Equal("MIT", license.Value);
        Assert.Equal("expression", license.Attribute("type")?.Value);
        Assert.Equal("README.md", Metadata(name, "readme").Single().Value);
        Assert.Equal("icon.png", Metadata(name, "icon").Single().Value);
        Assert.False(string.IsNullOrWhiteSpace(Metadata(name, "description").Single().Value));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_page_of_a_package_stands_on_its_own(string name)
    {
        using var zip = ZipFile.OpenRead(package.FileOf(name));
        using var reader = new StreamReader(zip.GetEntry("README.md")!.Open());
        var page = reader.ReadToEnd();

        Assert.StartsWith($"# {name}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\]\((?!https?:|#)", page);
        Assert.DoesNotContain("dotnet pack", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_is_a_dependency_that_flows_on(string name) => Assert.Empty(Metadata(name, "developmentDependency"));

    [Theory]
    [InlineData("QmpGen", "lib/net10.0/QmpGen.Runtime.dll")]
    [InlineData("QmpGen", "analyzers/dotnet/cs/QmpGen.Generator.dll")]
    [InlineData("QmpGen", "analyzers/dotnet/cs/QmpGen.CodeFixes.dll")]
    [InlineData("QmpGen.Testing", "lib/net10.0/QmpGen.Testing.dll")]
    [InlineData("QmpGen.Hosting", "lib/net10.0/QmpGen.Hosting.dll")]
    public void Assembly_brings_its_symbols_and_all_of_its_source_and_names_no_folder_of_the_machine_that_built_it(
        string name, string assembly)
    {
        using var zip = ZipFile.OpenRead(package.FileOf(name));
        using var content = zip.GetEntry(assembly)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        using var image = new PEReader(new MemoryStream(bytes.ToArray()));
        var debug = image.ReadDebugDirectory().Single(d => d.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(debug);
        var reader = symbols.GetMetadataReader();

        var withSource = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(i => reader.GetGuid(i.Kind) == EmbeddedSource)
            .Select(i => i.Parent)
            .ToHashSet();

        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, d => Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(d).Name), StringComparison.Ordinal));
        Assert.All(reader.Documents, d => Assert.Contains((EntityHandle)d, withSource));
    }

    private IEnumerable<string> Entries(string name)
    {
        using var zip = ZipFile.OpenRead(package.FileOf(name));
        TestContext.Current.TestOutputHelper?.WriteLine($"{new FileInfo(package.FileOf(name)).Length} bytes");
        return
        [
            .. zip.Entries
                .Select(e => e.FullName)
                .OrderBy(e => !e.EndsWith(".nuspec", StringComparison.Ordinal))
                .ThenBy(e => e, StringComparer.Ordinal),
        ];
    }

    private IReadOnlyList<XElement> Metadata(string name, string element) => Nuspec.Elements(package.FileOf(name), element);
}
