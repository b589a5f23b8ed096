using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>The package in a program that has no just-in-time compiler and holds only what it needs.</summary>
public sealed class NativeAotTests(PackedPackage package)
{
    [Fact]
    public async Task Native_app_connects_and_executes_and_reads_events_and_writes_one_back()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && (OnPath("clang") || OnPath("gcc")),
            "a native program is linked by clang or gcc on Linux: install the Debian packages gcc and libc6-dev.");

        var app = package.CreateConsumer();
        app.WriteProject(
                "App.csproj",
                $"""
                {app.PackageReference}
                <QmpSpec Include="lamp.txt" />
                <!-- Every member of the package is compiled and judged, not only those that this program calls. -->
                <TrimmerRootAssembly Include="QmpGen.Runtime" />
                """,
                """
                <PublishAot>true</PublishAot>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <InvariantGlobalization>true</InvariantGlobalization>
                <AnalysisLevel>latest</AnalysisLevel>
                """)
            .Write("lamp.txt", LampSpec.Text)
            .Write("Program.cs", Program);

        var outcome = await package.Dotnet.MakeAsync("publish", app.Path("."), "--output", "published", "--use-current-runtime");
        var publish = outcome.Succeeded();
        var binary = app.Path("published/App");

        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        TestContext.Current.TestOutputHelper?.WriteLine($"{new FileInfo(binary).Length} bytes");
        var run = await package.Dotnet.StartAsync(app.Path("."), binary, LampSpec.Message);
        Assert.Equal(["running", "attic goes Off", LampSpec.Message, "Off"], run.Succeeded().Lines);
    }

    private const string Program = """"
        using System.Net.Sockets;
        using System.Text.Json;
        using App;
        using QmpGen;

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var monitor = PlayMonitorAsync();

        await using (var client = await QmpClient.ConnectAsync($"unix:{path}", QmpEvents.Reader))
        {
            var status = await client.ExecuteAsync("query-status");
            Console.WriteLine(status.GetProperty("status").GetString());
            await foreach (var e in client.Events)
            {
                if (e is LampSwitchedEvent lamp)
                {
                    Console.WriteLine($"{lamp.Room} goes {lamp.State.Kind}");
                    Console.WriteLine(lamp.ToJson());
                    break;
                }
            }
        }

        await monitor;
        File.Delete(path);
        Console.WriteLine(LampSwitchedState.Parse("off", null).Kind);

        async Task PlayMonitorAsync()
        {
            using var socket = await listener.AcceptAsync();
            await using var stream = new NetworkStream(socket);
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { AutoFlush = true };
            await writer.WriteLineAsync("""{"QMP":{"version":{"qemu":{"micro":0,"minor":0,"major":9},"package":""},"capabilities":[]}}""");
            foreach (var reply in new[] { "{}", """{"status":"running"}""" })
            {
                using var command = JsonDocument.Parse((await reader.ReadLineAsync())!);
                var id = command.RootElement.GetProperty("id").GetRawText();
                await writer.WriteLineAsync($$"""{ "return": {{reply}}, "id": {{id}} }""");
            }

            await writer.WriteLineAsync(args[0]);
            await reader.ReadToEndAsync();
        }
        """";

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
