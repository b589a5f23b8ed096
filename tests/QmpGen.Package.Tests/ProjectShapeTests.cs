using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>The ways in which projects differ from the plain one.</summary>
public sealed class ProjectShapeTests(PackedPackage package)
{
    private const string Lamp = """<QmpSpec Include="lamp.txt" />""";

    [Theory]
    [InlineData("App", "<LangVersion>11</LangVersion><ImplicitUsings>disable</ImplicitUsings><Nullable>disable</Nullable>")]
    [InlineData("Acme.System", "")]
    [InlineData("Acme.QmpGen", "")]
    public async Task Generated_code_fits_any_settings_and_root_namespace(string rootNamespace, string properties)
    {
        var app = package.CreateConsumer();
        app.WriteProject("App.csproj", app.PackageReference + Lamp, $"<RootNamespace>{rootNamespace}</RootNamespace>{properties}")
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", LampProgram(rootNamespace));

        Assert.Equal([LampSpec.Message], await app.RunAsync());
    }

    [Fact]
    public async Task Library_offers_its_events_to_an_app_in_which_nothing_is_generated()
    {
        var solution = CreateLibraryAndApp(itemsOfApp: "");
        solution.Write("App/Program.cs", LampProgram("Lamps"));

        Assert.Equal([LampSpec.Message], await solution.RunAsync("App"));
        Assert.Empty(solution.GeneratedFiles());
        Assert.DoesNotContain(
            "QMP0009", (await solution.BuildAsync("App", "--no-incremental")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_that_has_the_package_through_a_library_may_have_a_spec_of_its_own()
    {
        var solution = CreateLibraryAndApp(itemsOfApp: Lamp);
        solution.Write("App/lamp.txt", LampSpec.Text)
            .Write("App/Program.cs", $"{LampProgram("Lamps")}\n{LampProgram("App")}");

        Assert.Equal([LampSpec.Message, LampSpec.Message], await solution.RunAsync("App"));
        Assert.NotEmpty(solution.GeneratedFiles());
    }

    [Fact]
    public async Task Two_specs_live_side_by_side_in_namespaces_of_their_own()
    {
        var app = package.CreateConsumer();
        app.WriteProject("App.csproj", $"""
                {app.PackageReference}
                <QmpSpec Include="old.txt" Namespace="Machines.Old" />
                <QmpSpec Include="new.txt" Namespace="Machines.New" />
                """)
            .Write("old.txt", LampSpec.Text)
            .Write("new.txt", LampSpec.Text.Replace("\"room\"", "\"place\"", StringComparison.Ordinal))
            .Write("Program.cs", """"
                using New = Machines.New;
                using Old = Machines.Old;

                var older = (Old.LampSwitchedEvent)Old.QmpEvents.Parse(
                    """{"event":"LAMP_SWITCHED","data":{"room":"attic","state":"off"}}""");
                var newer = (New.LampSwitchedEvent)New.QmpEvents.Parse(
                    """{"event":"LAMP_SWITCHED","data":{"place":"barn","state":"on"}}""");
                Console.WriteLine($"{older.Room} {older.State.Kind}, {newer.Place} {newer.State.Kind}");
                """");

        Assert.Equal(["attic Off, barn On"], await app.RunAsync());
    }

    [Fact]
    public async Task Spec_may_lie_outside_of_the_project_in_a_folder_of_any_name()
    {
        var app = package.CreateConsumer();
        // In a project, MSBuild's own special characters are written as their codes.
        app.WriteProject("App/App.csproj", $"""
                {app.PackageReference}
                <QmpSpec Include="../Größe [v1] {"{a,b}"} 50%25%3B #1!/lamp.txt" Link="lamp.txt" Namespace="Linked.Events" />
                """)
            .Write("Größe [v1] {a,b} 50%; #1!/lamp.txt", LampSpec.Text)
            .Write("App/Program.cs", LampProgram("Linked.Events"));

        Assert.Equal([LampSpec.Message], await app.RunAsync("App"));
    }

    [Fact]
    public async Task Version_may_be_managed_centrally()
    {
        var app = package.CreateConsumer();
        app.WriteProject("App.csproj", $"""<PackageReference Include="QmpGen" />{Lamp}""")
            .Write("Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="QmpGen" Version="{package.Version}" /></ItemGroup>
                </Project>
                """)
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", LampProgram("App"));

        Assert.Equal([LampSpec.Message], await app.RunAsync());
    }

    [Fact]
    public async Task Libraries_that_keep_their_events_to_themselves_share_a_namespace_in_one_app()
    {
        const string Internal = """<QmpSpec Include="../lamp.txt" Namespace="Lamps" Accessibility="internal" />""";
        var solution = package.CreateConsumer();
        solution.Write("lamp.txt", LampSpec.Text);
        foreach (var library in new[] { "Attic", "Cellar" })
        {
            solution.WriteProject($"{library}/{library}.csproj", solution.PackageReference + Internal, outputType: "Library")
                .Write($"{library}/Facade.cs", $$"""
                    namespace {{library}};

                    /// <summary>What the library offers.</summary>
                    public static class Facade
                    {
                        /// <summary>Reads a message.</summary>
                        public static string Read(string message) => Lamps.QmpEvents.Parse(message).ToJson();
                    }
                    """);
        }

        solution.WriteProject("App/App.csproj", """
                <ProjectReference Include="../Attic/Attic.csproj" />
                <ProjectReference Include="../Cellar/Cellar.csproj" />
                """ + Internal)
            .Write("App/Program.cs", $$""""
                const string Message = """{{LampSpec.Message}}""";
                Console.WriteLine(Attic.Facade.Read(Message));
                Console.WriteLine(Cellar.Facade.Read(Message));
                Console.WriteLine(Lamps.QmpEvents.Parse(Message).ToJson());
                Console.WriteLine(string.Join(' ', typeof(Attic.Facade).Assembly.GetExportedTypes().AsEnumerable()));
                """");

        Assert.Equal([LampSpec.Message, LampSpec.Message, LampSpec.Message, "Attic.Facade"], await solution.RunAsync("App"));
    }

    private Consumer CreateLibraryAndApp(string itemsOfApp)
    {
        var solution = package.CreateConsumer();
        return solution
            .WriteProject("Lamps/Lamps.csproj", solution.PackageReference + Lamp, outputType: "Library")
            .Write("Lamps/lamp.txt", LampSpec.Text)
            .WriteProject(
                "App/App.csproj",
                $"""<ProjectReference Include="../Lamps/Lamps.csproj" />{itemsOfApp}""",
                "<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>");
    }

    private static string LampProgram(string @namespace) => $$""""
        global::System.Console.WriteLine(global::{{@namespace}}.QmpEvents.Parse("""{{LampSpec.Message}}""").ToJson());
        """";
}
