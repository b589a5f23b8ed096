using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>The packages that go with the one: each alone brings all that it needs, the generator too.</summary>
public sealed class CompanionTests(PackedPackage package)
{
    // The strictest level has rules for libraries, and these are programs.
    private const string Analysis = "<AnalysisLevel>latest</AnalysisLevel>";

    [Fact]
    public async Task Test_server_sends_the_typed_events_of_a_project_that_has_its_package_alone()
    {
        var app = package.CreateConsumer();
        app.WriteProject("App.csproj", $"""{app.ReferenceTo("QmpGen.Testing")}<QmpSpec Include="lamp.txt" />""", Analysis)
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", """
                using App;
                using QmpGen;
                using QmpGen.Testing;

                await using var server = QmpTestServer.OnUnixSocket();
                server.Answer("query-lamps", "[7]");
                var recorder = QmpRecorder.Create("session.jsonl");
                var options = recorder.Attach("lamps", new QmpClientOptions { EventReader = QmpEvents.Reader });
                await using (var client = await QmpClient.ConnectAsync(server.Endpoint, options))
                {
                    Console.WriteLine(await client.ExecuteAsync("query-lamps"));
                    var sent = await server.SendAsync(new LampSwitchedEvent { Room = "attic", State = LampSwitchedState.Off });
                    await foreach (var e in client.Events)
                    {
                        Console.WriteLine(e == sent);
                        break;
                    }
                }

                await recorder.DisposeAsync();
                await using var player = new QmpPlayer(QmpRecording.Open("session.jsonl"), QmpPlayer.FullSpeed);
                var typed = new QmpClientOptions { EventReader = QmpEvents.Reader };
                await using var again = await QmpClient.ConnectAsync(player.EndpointOf("lamps"), typed);
                await foreach (var e in again.Events)
                {
                    Console.WriteLine(((LampSwitchedEvent)e).Room);
                }
                """);

        Assert.Equal(["[7]", "True", "attic"], await app.RunAsync());
    }

    [Fact]
    public async Task Worker_hands_events_to_a_class_from_the_container()
    {
        var app = package.CreateConsumer();
        app.WriteProject("App.csproj", $"""
                {app.ReferenceTo("QmpGen.Hosting")}
                {app.ReferenceTo("QmpGen.Testing")}
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.0" />
                <QmpSpec Include="lamp.txt" />
                """, Analysis)
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", """
                using App;
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Hosting;
                using Microsoft.Extensions.Logging;
                using QmpGen.Hosting;
                using QmpGen.Testing;

                await using var server = QmpTestServer.OnUnixSocket();
                var builder = Host.CreateApplicationBuilder();
                builder.Logging.ClearProviders();
                builder.Services.AddQmpMonitor("house", $"unix:{server.SocketPath}", QmpEvents.Reader).AddHandler<Lamps>();
                using var host = builder.Build();
                await host.StartAsync();
                await server.SendAsync(new LampSwitchedEvent { Room = "attic", State = LampSwitchedState.Off });
                await host.WaitForShutdownAsync();

                internal sealed class Lamps([FromKeyedServices] QmpMonitor house, IHostApplicationLifetime lifetime) : QmpEventHandler
                {
                    protected override async Task OnLampSwitchedAsync(LampSwitchedEvent e, CancellationToken cancellationToken)
                    {
                        Console.WriteLine($"{house.Name}: {e.Room} {e.State}");
                        await house.ExecuteAsync("good-night", cancellationToken);
                        lifetime.StopApplication();
                    }
                }
                """);

        Assert.Equal(["house: attic off"], await app.RunAsync());
    }
}
