using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>Other parts of .NET that users bring together with generated types: JSON contexts, configuration, routes.</summary>
public sealed class OtherFrameworkPartsTests(PackedPackage package)
{
    [Fact]
    public async Task Types_of_a_library_can_be_in_a_JsonSerializerContext_of_an_app_without_reflection()
    {
        var solution = CreateLibrary().WriteProject(
                "App/App.csproj",
                """<ProjectReference Include="../Lamps/Lamps.csproj" />""",
                "<JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>")
            .Write("App/Program.cs", """"
                using System.Text.Json;
                using System.Text.Json.Serialization;
                using Lamps;
                using QmpGen;

                var night = JsonSerializer.Deserialize(
                    """
                    {"switched":MESSAGE,"other":{"event":"NEW"},"any":MESSAGE,"at":{"seconds":1,"microseconds":2},
                     "never":null,"state":"on","counts":{"off":1,"dim":2}}
                    """,
                    Json.Default.Night)!;
                Console.WriteLine($"{night.Switched.Room} {night.Other.EventName} {night.Any.EventName} {night.At} {night.State.Kind}");
                Console.WriteLine(string.Join(' ', night.Counts.Select(c => $"{c.Key.Kind}={c.Value}")));
                Console.WriteLine(JsonSerializer.Serialize(night, Json.Default.Night));
                Console.WriteLine(JsonSerializer.Serialize(QmpEvents.Parse("""MESSAGE"""), Json.Default.QmpEvent));

                internal sealed record Night(
                    LampSwitchedEvent Switched,
                    UnknownEvent Other,
                    QmpEvent Any,
                    QmpTimestamp At,
                    QmpTimestamp Never,
                    LampSwitchedState State,
                    Dictionary<LampSwitchedState, int> Counts);

                [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
                [JsonSerializable(typeof(Night))]
                [JsonSerializable(typeof(LampSwitchedEvent))]
                [JsonSerializable(typeof(UnknownEvent))]
                [JsonSerializable(typeof(QmpEvent))]
                [JsonSerializable(typeof(QmpTimestamp))]
                internal sealed partial class Json : JsonSerializerContext;
                """".Replace("MESSAGE", LampSpec.Message, StringComparison.Ordinal));

        Assert.Equal(
            [
                "attic NEW LAMP_SWITCHED 1970-01-01T00:00:01.000002Z On",
                "Off=1 Unlisted=2",
                $$"""{"switched":{{LampSpec.Message}},"other":{"event":"NEW"},"any":{{LampSpec.Message}},"at":"""
                    + """{"seconds":1,"microseconds":2},"never":null,"state":"on","counts":{"off":1,"dim":2}}""",
                LampSpec.Message,
            ],
            await solution.RunAsync("App"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<EnableRequestDelegateGenerator>true</EnableRequestDelegateGenerator>")]
    public async Task Value_lists_bind_in_configuration_and_routes_and_unlisted_values_do_not(string properties)
    {
        var solution = CreateLibrary();
        solution.WriteProject(
            "App/App.csproj", """<ProjectReference Include="../Lamps/Lamps.csproj" />""", $"<AnalysisLevel>latest</AnalysisLevel>{properties}");
        solution.Write(
                "App/App.csproj",
                File.ReadAllText(solution.Path("App/App.csproj"))
                    .Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal))
            .Write("App/Program.cs", """"
                using Lamps;

                var builder = WebApplication.CreateBuilder(args);
                builder.Logging.ClearProviders();
                builder.Configuration["Good:State"] = "off";
                builder.Configuration["Bad:State"] = "Off";
                Console.WriteLine(builder.Configuration.GetSection("Good").Get<Policy>()!.State!.Value.Kind);
                Console.WriteLine(builder.Configuration.GetValue<LampSwitchedState>("Good:State").Kind);
                try
                {
                    Console.WriteLine(builder.Configuration.GetSection("Bad").Get<Policy>()!.State);
                }
                catch (InvalidOperationException e)
                {
                    Console.WriteLine(e.Message);
                    Console.WriteLine(e.InnerException!.Message);
                }

                await using var app = builder.Build();
                app.Urls.Add("http://127.0.0.1:0");
                app.MapGet("/lamps/{state}", (LampSwitchedState state, LampSwitchedState? other) => $"{state.Kind} {other?.Kind}");
                await app.StartAsync();
                using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
                Console.WriteLine(await client.GetStringAsync(new Uri("/lamps/on?other=off", UriKind.Relative)));
                using var response = await client.GetAsync(new Uri("/lamps/dim", UriKind.Relative));
                Console.WriteLine(response.StatusCode);
                await app.StopAsync();

                internal sealed class Policy
                {
                    public LampSwitchedState? State { get; set; }
                }
                """");

        Assert.Equal(
            [
                "Off",
                "Off",
                "Failed to convert configuration value 'Off' at 'Bad:State' to type 'Lamps.LampSwitchedState'.",
                "'Off' is not a value of LampSwitchedState; expected one of 'on', 'off'.",
                "On Off",
                "BadRequest",
            ],
            await solution.RunAsync("App"));
    }

    private Consumer CreateLibrary()
    {
        var solution = package.CreateConsumer();
        return solution
            .WriteProject(
                "Lamps/Lamps.csproj", solution.PackageReference + """<QmpSpec Include="lamp.txt" />""", outputType: "Library")
            .Write("Lamps/lamp.txt", LampSpec.Text);
    }
}
