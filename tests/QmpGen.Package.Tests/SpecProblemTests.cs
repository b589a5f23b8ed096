using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>What a build says when the spec is not as it should be, and that it is quiet when there is none.</summary>
public sealed class SpecProblemTests(PackedPackage package)
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("<NoWarn>QMP0009</NoWarn>", 0)]
    public async Task Project_without_a_spec_gets_nothing_and_hears_so_once(string properties, int messages)
    {
        var app = CreateApp(spec: "", properties).Write(
            "Program.cs", "Console.WriteLine(typeof(QmpGen.QmpEvent).Assembly.GetName().Name);");

        var build = (await app.BuildAsync(".", "-p:EmitCompilerGeneratedFiles=true")).Succeeded();

        Assert.Equal(messages, build.Lines.Count(l => l.Contains("QMP", StringComparison.Ordinal)));
        Assert.Equal(
            messages,
            build.Lines.Count(
                l =>
                    l.Contains(
                        "message QMP0009: The project references QmpGen, but no QmpSpec item names an existing file",
                        StringComparison.Ordinal)));
        Assert.Empty(app.GeneratedFiles());
        Assert.Equal(["QmpGen.Runtime"], await app.RunAsync());
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public async Task Project_for_an_old_framework_gets_one_error_that_names_the_right_one(string framework)
    {
        var app = package.CreateConsumer();
        app.WriteProject(
            "App.csproj",
            $"""{app.PackageReference}<QmpSpec Include="lamp.txt" />""",
            $"<TargetFramework>{framework}</TargetFramework>",
            outputType: "Library")
            .Write("lamp.txt", LampSpec.Text)
            .Write("Library.cs", "");

        var error = Assert.Single((await app.BuildAsync()).Failed().Errors);

        Assert.Contains(
            $"App.csproj : error QMP0008: QmpGen needs .NET 10 or later, but this project is built for {framework}; set its "
                + "TargetFramework to net10.0",
            error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<PackageReference Include="QmpGen" Version="{0}" IncludeAssets="runtime;build;analyzers" />""", "")]
    [InlineData("", """<GlobalPackageReference Include="QmpGen" Version="{0}" />""")]
    public async Task Library_that_is_not_referenced_is_one_error(string reference, string globalReference)
    {
        var app = package.CreateConsumer();
        app.WriteProject("App.csproj", $"""{string.Format(null, reference, package.Version)}<QmpSpec Include="lamp.txt" />""")
            .Write("Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup>
                    <ManagePackageVersionsCentrally>{(reference.Length == 0 ? "true" : "false")}</ManagePackageVersionsCentrally>
                  </PropertyGroup>
                  <ItemGroup>{string.Format(null, globalReference, package.Version)}</ItemGroup>
                </Project>
                """)
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", "");

        var error = Assert.Single((await app.BuildAsync()).Failed().Errors);

        Assert.Contains(
            "App.csproj : error QMP0010: The project uses QmpGen's generator but does not reference its library QmpGen.Runtime",
            error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Library", """PrivateAssets="all" """, "Applications that reference this library do not get QmpGen.Runtime")]
    [InlineData("Exe", """ExcludeAssets="runtime" """, "The application runs without QmpGen.Runtime")]
    [InlineData("Exe", """PrivateAssets="all" """, null)]
    public async Task Library_that_does_not_reach_the_application_is_a_warning(string outputType, string assets, string? warning)
    {
        var app = package.CreateConsumer();
        app.WriteProject(
                "App.csproj",
                $"""<PackageReference Include="QmpGen" Version="{package.Version}" {assets}/><QmpSpec Include="lamp.txt" />""",
                outputType: outputType)
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", "internal static class Program { private static void Main() { } }");

        var build = (await app.BuildAsync()).Succeeded();

        Assert.Equal(warning is not null, build.Output.Contains("QMP0011", StringComparison.Ordinal));
        Assert.Contains(warning is null ? "App -> " : $"App.csproj : warning QMP0011: {warning}", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_spec_is_one_error_that_names_the_file()
    {
        var app = CreateApp("""<QmpSpec Include="lost.txt" />""");

        var error = Assert.Single((await app.BuildAsync()).Failed().Errors);

        Assert.StartsWith(app.Path("lost.txt"), error, StringComparison.Ordinal);
        Assert.Contains($"error QMP0001: The spec '{app.Path("lost.txt")}' does not exist", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spec_without_an_event_is_one_error_that_names_the_file()
    {
        var app = CreateApp("""<QmpSpec Include="empty.txt" />""").Write("empty.txt", "");

        var error = Assert.Single((await app.BuildAsync()).Failed().Errors);

        Assert.StartsWith($"{app.Path("empty.txt")}(1,1): error QMP0002: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_and_errors_stand_at_the_line_and_column_of_the_spec()
    {
        var app = CreateApp("""<QmpSpec Include="broken.txt" />""", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>")
            .Write("broken.txt", """
                LAMP_SWITCHED
                -------------

                Emitted when somebody switches the lamp.

                Dta:

                - "room": where the lamp is (json-string)
                - "room": once more (json-string)
                """);

        var build = (await app.BuildAsync()).Failed();

        Assert.Contains(build.Lines, l => l.StartsWith($"{app.Path("broken.txt")}(6,1): warning QMP0104: ", StringComparison.Ordinal));
        Assert.StartsWith($"{app.Path("broken.txt")}(9,4): error QMP0109: ", Assert.Single(build.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Information_stands_at_its_line_and_fails_no_strict_build()
    {
        var app = CreateApp("""<QmpSpec Include="spec.txt" />""").Write("spec.txt", Repository.Spec);
        var line = 1 + Repository.Spec.Split('\n')
            .Index()
            .Last(l => l.Item.Contains("\"event\": \"SHUTDOWN\"", StringComparison.Ordinal)).Index;

        var build = (await app.BuildAsync(".", "-verbosity:detailed")).Succeeded();

        Assert.Contains(build.Lines, l => l.StartsWith($"{app.Path("spec.txt")}({line},12): info QMP0121: ", StringComparison.Ordinal));
    }

    private Consumer CreateApp(string spec, string properties = "")
    {
        var app = package.CreateConsumer();
        return app
            .WriteProject("App.csproj", $"{app.PackageReference}{spec}", properties)
            .Write("Program.cs", "Console.WriteLine(1);");
    }
}
