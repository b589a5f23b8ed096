namespace QmpGen.Package.Tests.Support;

/// <summary>A stranger's folder with projects that use the package.</summary>
internal sealed class Consumer(PackedPackage package, string folder)
{
    /// <summary>What a project writes to have the package.</summary>
    public string PackageReference => $"""<PackageReference Include="QmpGen" Version="{package.Version}" />""";

    /// <summary>What a project writes to have a package that goes with it.</summary>
    public string ReferenceTo(string companion) => $"""<PackageReference Include="{companion}" Version="{package.Version}" />""";

    /// <summary>The full path of a file of the consumer.</summary>
    public string Path(string path) => System.IO.Path.Combine(folder, path);

    /// <summary>What EmitCompilerGeneratedFiles has written.</summary>
    public IReadOnlyList<string> GeneratedFiles() =>
    [
        .. Directory.GetFiles(folder, "*.g.cs", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(f => f.Contains("QmpEventsGenerator", StringComparison.Ordinal)),
    ];

    /// <summary>Writes a file, making its folders.</summary>
    public Consumer Write(string path, string text)
    {
        var target = Path(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        return this;
    }

    /// <summary>Writes a project as strict as projects get, with the package and these items.</summary>
    public Consumer WriteProject(string path, string items, string properties = "", string outputType = "Exe") => Write(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{outputType}</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <AnalysisLevel>latest-all</AnalysisLevel>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """);

    /// <summary>Builds a project below the folder.</summary>
    public Task<ToolRun> BuildAsync(string project = ".", params IEnumerable<string> arguments) =>
        package.Dotnet.MakeAsync("build", Path(project), arguments);

    /// <summary>Builds a project, which must succeed, and gives the lines that the program prints.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string project = ".", string assembly = "App")
    {
        (await BuildAsync(project)).Succeeded();
        var run = await package.Dotnet.ExecuteAsync(Path(project), $"bin/Debug/net10.0/{assembly}.dll");
        return run.Succeeded().Lines;
    }
}
