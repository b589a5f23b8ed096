using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>One package reference, one spec item: the events are there, and they follow the spec.</summary>
public sealed class ConsoleConsumerTests(PackedPackage package)
{
    private const string Program = """
        using App;
        using QmpGen;

        var dispatcher = new QmpEventDispatcher();
        using var subscription = dispatcher.On<StopEvent>(stop => Console.WriteLine($"handled, second {stop.Timestamp.Seconds}"));

        foreach (var line in await File.ReadAllLinesAsync("messages.jsonl").ConfigureAwait(false))
        {
            var e = QmpEvents.Parse(line);
            Console.WriteLine(Describe(e));
            Console.WriteLine(e.ToJson() == line);
            await dispatcher.DispatchAsync(e).ConfigureAwait(false);
        }

        Console.WriteLine($"{QmpEvents.EventNames.Count} events");

        static string Describe(QmpEvent e) => e switch
        {
            BlockIoErrorEvent io => io.Action.Kind switch
            {
                BlockIoErrorActionKind.Stop => $"{io.Device}: {io.Operation.Text} stopped the machine",
                BlockIoErrorActionKind.Unlisted => $"{io.Device}: unlisted {io.Action.Text}",
                _ => $"{io.Device}: {io.Action.Kind}",
            },
            VncConnectedEvent { Server.Auth: null } vnc => $"anybody from {vnc.Client.Host} over {vnc.Client.Family.Kind}",
            UnknownEvent unknown => $"unknown {unknown.EventName}",
            _ => e.GetType().Name,
        };
        """;

    [Fact]
    public async Task Console_app_switches_over_events_and_value_kinds()
    {
        var app = CreateApp();
        app.Write("messages.jsonl", string.Join(
            '\n',
            Messages.BlockIoError("stop"),
            Messages.BlockIoError("panic"),
            Messages.Of("STOP"),
            Messages.Of("VNC_CONNECTED", """
                {"server":{"host":"0.0.0.0","service":"5901","family":"ipv4"},"client":{"host":"::1","service":"1","family":"ipv6"}}
                """.Trim()),
            Messages.Of("BALLOON_CHANGE", """{"actual":7}""")));

        Assert.Equal(
            [
                "ide0: write stopped the machine", "True",
                "ide0: unlisted panic", "True",
                "StopEvent", "True", "handled, second 3",
                "anybody from ::1 over Ipv6", "True",
                "unknown BALLOON_CHANGE", "True",
                "10 events",
            ],
            await app.RunAsync());
    }

    [Fact]
    public async Task Rebuild_has_the_event_and_the_member_and_the_value_that_the_spec_gained()
    {
        var app = CreateApp();
        app.Write("messages.jsonl", Messages.BlockIoError("pause"));
        Assert.Equal(["ide0: unlisted pause", "True", "10 events"], await app.RunAsync());

        // The program is the same, so that only the spec can be why there is something to build.
        app.Write("qmp-events.txt", EditedSpec());
        Assert.Equal(["ide0: Pause", "True", "11 events"], await app.RunAsync());

        app.Write("messages.jsonl", string.Join(
            '\n', Messages.BlockIoError("pause", ""","sector":18446744073"""), Messages.Of("LID_CLOSED", """{"by":"wind"}""")));
        app.Write("Program.cs", """
            using App;

            foreach (var line in await File.ReadAllLinesAsync("messages.jsonl").ConfigureAwait(false))
            {
                Console.WriteLine(QmpEvents.Parse(line) switch
                {
                    BlockIoErrorEvent { Action.Kind: BlockIoErrorActionKind.Pause, Sector: { } sector } => $"paused at {sector}",
                    LidClosedEvent lid => $"lid closed by {lid.By}",
                    var other => other.EventName,
                });
            }

            Console.WriteLine($"{QmpEvents.EventNames.Count} events");
            """);

        Assert.Equal(["paused at 18446744073", "lid closed by wind", "11 events"], await app.RunAsync());
    }

    private Consumer CreateApp()
    {
        var app = package.CreateConsumer();
        return app
            .WriteProject("App.csproj", $"""
                {app.PackageReference}
                <QmpSpec Include="qmp-events.txt" />
                """)
            .Write("qmp-events.txt", Repository.Spec)
            .Write("Program.cs", Program);
    }

    private static string EditedSpec() =>
        Repository.Spec
            .Replace(
                "    \"ignore\": error has been ignored\n",
                "    \"ignore\": error has been ignored\n    \"pause\": the guest waits\n",
                StringComparison.Ordinal)
            .Replace(
                "- \"operation\": I/O operation",
                "- \"sector\": where it failed (json-int, optional)\n- \"operation\": I/O operation",
                StringComparison.Ordinal)
        + """

            LID_CLOSED
            ----------

            Emitted when the lid of the case falls shut.

            Data:

            - "by": who or what shut it (json-string)

            """;
}
