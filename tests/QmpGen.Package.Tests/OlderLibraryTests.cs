using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>A library that was built with an older package runs in an application with this one; see <c>Older/README.md</c>.</summary>
public sealed class OlderLibraryTests(PackedPackage package)
{
    private const string Switched =
        """{"timestamp": {"seconds": 1267061043, "microseconds": 959568}, "event": "LAMP_SWITCHED", "data": {"watts": 60, "place":"""
            + """ {"floor": 2, "room": "hall"}, "state": "on", "broken": false, "dim": true, "count": 7, "room": "caf\u00e9", "before":"""
            + """ "dusk", "next": {"room": "attic"}, "by": "me"}}""";

    private const string Listed =
        """{"timestamp":{"seconds":1,"microseconds":2},"event":"LAMP_LISTED","data":{"names":["a","b"],"states":"""
            + """["on","new"],"places":[{"room":"hall","floor":1}],"anything":{"x":[1]},"level":0.5,"tiny":-1,"short":-2,"middle":"""
            + """-3,"utiny":1,"ushort":2,"umiddle":3,"large":18446744073709551615,"owner":"me","kind":{"kind":"on","room":"hall"}}}""";

    private const string Program = """"
        using System.Text.Json;
        using Lamps;
        using QmpGen;

        var switched = (LampSwitchedEvent)QmpEvents.Parse(SWITCHED);
        Console.WriteLine(switched.ToJson());
        Console.WriteLine($"{switched.Timestamp} {switched.State.Kind} {switched.Before!.Value.Kind} {switched.Watts}"
            + $" {switched.Place.Floor} {(switched with { Count = 8 }).Count}");

        var backwards = switched.ToJson().Replace("\"event\":\"LAMP_SWITCHED\",", "").TrimEnd('}') + "}},\"event\":\"LAMP_SWITCHED\"}";
        Console.WriteLine(switched.Equals(QmpEvents.Parse(backwards))
            && switched.Equals(JsonSerializer.Deserialize<LampSwitchedEvent>(backwards))
            && switched.GetHashCode() == QmpEvents.Parse(backwards).GetHashCode());

        var listed = (LampListedEvent)QmpEvents.Parse(LISTED);
        Console.WriteLine(JsonSerializer.Serialize(listed) == LISTED ? "written as it was read" : listed.ToJson());
        Console.WriteLine(listed);

        var dispatcher = new QmpEventDispatcher();
        dispatcher.On<LampSwitchedEvent>(e => Console.WriteLine($"dispatched {e.Room}"));
        dispatcher.On(new Handler());
        await dispatcher.DispatchAsync(switched);
        await dispatcher.DispatchAsync(QmpEvents.Parse(
            """{"timestamp": {"seconds": 1267061043, "microseconds": 959568}, "event": "LAMP_GONE"}"""));

        Console.WriteLine($"{QmpEvents.Reader.Events.Count} events, {QmpEvents.Schema.CompareTo(QmpEvents.Schema).Count} differences");
        try
        {
            QmpEvents.Parse("""{"event": "LAMP_SWITCHED", "data": {"room": 1}}""");
        }
        catch (JsonException e)
        {
            Console.WriteLine(e.Message);
        }

        sealed class Handler : QmpEventHandler
        {
            protected override Task OnLampGoneAsync(LampGoneEvent e, CancellationToken cancellationToken)
            {
                Console.WriteLine($"handled {e.EventName}");
                return Task.CompletedTask;
            }
        }

        """";

    private static string Text(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "QmpGen.Package.Tests", "Older", file));

    [Fact]
    public async Task A_library_that_was_built_before_runs_on_this_runtime()
    {
        var solution = package.CreateConsumer();
        solution.Write("Runtime/Runtime.csproj", Project("QmpGen.Runtime", "<AssemblyVersion>0.0.0.0</AssemblyVersion>", ""))
            .Write("Runtime/Runtime.cs", Text("Runtime.cs.txt"))
            .Write(
                "Lamps/Lamps.csproj", Project("Lamps", "", """<ProjectReference Include="../Runtime/Runtime.csproj" Private="false" />"""))
            .Write("Lamps/Lamps.cs", Text("Lamps.cs.txt"));
        (await solution.BuildAsync("Lamps")).Succeeded();
        solution.Write("App/App.csproj", Project(
                "App",
                "<OutputType>Exe</OutputType>",
                solution.PackageReference
                    + """<Reference Include="Lamps"><HintPath>../Lamps/bin/Debug/net10.0/Lamps.dll</HintPath></Reference>"""))
            .Write("App/Program.cs", ProgramText);

        AssertReadsAndWrites(await solution.RunAsync("App"));
    }

    [Fact]
    public async Task The_same_spec_and_program_give_the_same_with_what_is_generated_today()
    {
        var app = package.CreateConsumer();
        app.Write(
            "App.csproj",
            Project("App", "<OutputType>Exe</OutputType>", app.PackageReference + """<QmpSpec Include="lamps.json" Namespace="Lamps" />"""))
            .Write("lamps.json", Text("lamps.json"))
            .Write("Program.cs", ProgramText);

        AssertReadsAndWrites(await app.RunAsync());
    }

    private static string ProgramText => Program
        .Replace("SWITCHED)", $"\"\"\"{Switched}\"\"\")", StringComparison.Ordinal)
        .Replace("LISTED", $"\"\"\"{Listed}\"\"\"", StringComparison.Ordinal);

    private static void AssertReadsAndWrites(IReadOnlyList<string> lines)
    {
        Assert.Equal(
            [
                """{"timestamp":{"seconds":1267061043,"microseconds":959568},"event":"LAMP_SWITCHED","data":"""
                    + """{"room":"caf\u00E9","by":"me","state":"on","before":"dusk","count":7,"watts":60,"dim":true,"broken":"""
                    + """false,"place":{"room":"hall","floor":2},"next":{"room":"attic"}}}""",
                "2010-02-25T01:24:03.959568Z On Unlisted 60 2 8",
                "True",
                "written as it was read",
            ],
            lines.Take(4));
        Assert.StartsWith("LampListedEvent { Timestamp = 1970-01-01T00:00:01.000002Z, ", lines[4], StringComparison.Ordinal);
        Assert.Equal(
            [
                "dispatched café",
                "handled LAMP_GONE",
                "3 events, 0 differences",
                "'data.room' of the event LAMP_SWITCHED must be a string; found the number 1.",
            ],
            lines.Skip(5));
    }

    private static string Project(string assembly, string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>{assembly}</AssemblyName>
            <LangVersion>14</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;
}
