using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>The package knows QEMUs by itself: nobody needs QEMU's sources to have today's events and commands.</summary>
public sealed class ReadySchemaTests(PackedPackage package)
{
    private string Reference => $"""<PackageReference Include="QmpGen" Version="{package.Version}" />""";

    [Fact]
    public async Task A_project_names_a_schema_of_the_package_and_has_its_events_and_commands()
    {
        var app = package.CreateConsumer()
            .WriteProject(
                "App.csproj",
                $"""
                {Reference}
                <QmpSpec Include="$(QmpSchemas)qemu-11.1.json" Namespace="App.Qemu" Commands="query-status;device_del" />
                """)
            .Write("Program.cs", """"
                using App.Qemu;

                var panic = QmpEvents.Parse(
                    """
                    {"event": "GUEST_PANICKED", "data": {"action": "pause"}, "timestamp": {"seconds": 1, "microseconds": 2}}
                    """);
                Console.WriteLine(panic is GuestPanickedEvent { Action.Text: "pause" });
                Console.WriteLine(new DeviceDelCommand("disk1").ToJson());
                """");

        Assert.Equal(["True", """{"execute":"device_del","arguments":{"id":"disk1"}}"""], await app.RunAsync());
    }

    [Fact]
    public async Task A_project_that_names_none_gets_nothing_of_them()
    {
        var app = package.CreateConsumer()
            .WriteProject("App.csproj", Reference)
            .Write("Program.cs", "Console.WriteLine(1);");

        (await app.BuildAsync(".", "-p:EmitCompilerGeneratedFiles=true")).Succeeded();

        Assert.Empty(app.GeneratedFiles());
        Assert.False(Directory.Exists(app.Path("bin/Debug/net10.0/schemas")));
    }
}
