using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>Where a QmpSpec item may come from, and what else may be said of the same file.</summary>
public sealed class SpecItemTests(PackedPackage package)
{
    [Fact]
    public async Task An_item_is_read_wherever_MSBuild_learns_of_it()
    {
        var app = CreateApp(spec: "");
        app.Write(
            "Directory.Build.props", """<Project><ItemGroup><QmpSpec Include="lamp.txt" Namespace="FromProps" /></ItemGroup></Project>""")
            .Write("Directory.Build.targets", $"""
                <Project>
                  <ItemGroup><QmpSpec Include="lamp.txt" Namespace="FromTargets" /></ItemGroup>
                  {TargetBefore("BeforeBuild")}{TargetBefore("BeforeCompile")}{TargetBefore("CoreCompile")}
                </Project>
                """)
            .Write("Program.cs", Program("FromProps", "FromTargets", "AtBeforeBuild", "AtBeforeCompile", "AtCoreCompile"));

        Assert.Equal(Enumerable.Repeat(LampSpec.Message, 5), await app.RunAsync());
    }

    [Fact]
    public async Task An_item_of_a_target_alone_is_read()
    {
        var app = CreateApp(spec: "")
            .Write("Directory.Build.targets", $"<Project>{TargetBefore("CoreCompile")}</Project>")
            .Write("Program.cs", Program("AtCoreCompile"));

        Assert.Equal([LampSpec.Message], await app.RunAsync());
        Assert.DoesNotContain("QMP0009", (await app.BuildAsync(".", "--no-incremental")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_may_be_in_several_specs_and_belong_to_another_generator_too()
    {
        var app = CreateApp("""
            <AdditionalFiles Include="*.txt" Kind="theirs" />
            <CompilerVisibleItemMetadata Include="AdditionalFiles" MetadataName="Kind" />
            <QmpSpec Include="lamp.txt" Namespace="First" />
            <QmpSpec Include="lamp.txt" Namespace="Second" Lenient="true" />
            <QmpSpec Include="lamp.txt" Namespace="First" />
            """)
            .Write("Program.cs", Program("First", "Second"));

        Assert.Equal([LampSpec.Message, LampSpec.Message], await app.RunAsync());
        Assert.Contains(
            "build_metadata.AdditionalFiles.Kind = theirs",
            File.ReadAllLines(app.Path("obj/Debug/net10.0/App.GeneratedMSBuildEditorConfig.editorconfig")));
    }

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web")]
    [InlineData("Microsoft.NET.Sdk.Worker")]
    public async Task A_spec_is_not_published_with_the_application(string sdk)
    {
        var app = CreateApp("""
            <QmpSpec Include="qapi/*.json" />
            <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.*"
                              Condition="'$(UsingMicrosoftNETSdkWorker)' == 'true'" />
            """);
        var project = File.ReadAllText(app.Path("App.csproj"));
        app.Write("App.csproj", project.Replace("Microsoft.NET.Sdk", sdk, StringComparison.Ordinal))
            .Write("qapi/lamp.json", "{ 'event': 'LAMP_SWITCHED', 'data': { 'room': 'str' } }")
            .Write("settings.json", "{}")
            .Write("Program.cs", """Console.WriteLine(App.QmpEvents.Parse("{}"));""");

        (await package.Dotnet.MakeAsync("publish", app.Path("."), "--output", app.Path("published"))).Succeeded();

        var published = Directory.GetFiles(app.Path("published"), "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f));
        Assert.Contains("settings.json", published);
        Assert.DoesNotContain("lamp.json", published);
    }

    [Fact]
    public async Task Dotnet_watch_watches_the_spec()
    {
        var app = CreateApp("""<QmpSpec Include="lamp.txt" />""");
        (await package.Dotnet.StartAsync(app.Path("."), "dotnet", "restore")).Succeeded();

        var list = (await package.Dotnet.StartAsync(app.Path("."), "dotnet", "watch", "--list")).Succeeded();

        Assert.Contains(app.Path("lamp.txt"), list.Lines);
    }

    private Consumer CreateApp(string spec)
    {
        var app = package.CreateConsumer();
        return app.WriteProject("App.csproj", app.PackageReference + spec).Write("lamp.txt", LampSpec.Text).Write("Program.cs", "");
    }

    private static string TargetBefore(string target) => $"""
        <Target Name="AddBefore{target}" BeforeTargets="{target}">
          <ItemGroup><QmpSpec Include="lamp.txt" Namespace="At{target}" /></ItemGroup>
        </Target>
        """;

    private static string Program(params IEnumerable<string> namespaces) => string.Join('\n', namespaces.Select(n => $$""""
        Console.WriteLine(global::{{n}}.QmpEvents.Parse("""{{LampSpec.Message}}""").ToJson());
        """"));
}
