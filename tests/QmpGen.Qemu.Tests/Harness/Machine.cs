using System.Globalization;
using System.Text.Json;
using QmpGen.Qemu.Tests.Events;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>
/// A virtual machine of a test: a QEMU that waits paused, so that nothing happens before somebody listens, and a client
/// on its monitor that knows the events of the project's spec.
/// </summary>
internal sealed partial class Machine : IAsyncDisposable
{
    /// <summary>The monitor's socket.</summary>
    public const string Monitor = "qmp";

    /// <summary>No devices, no window, the guest not yet running.</summary>
    public static readonly string[] Bare = ["-nodefaults", "-display", "none", "-S"];

    /// <summary>A watchdog and what QEMU does when it expires; the option -action came with QEMU 6.0.</summary>
    public static string[] Watchdog(string action) =>
    [
        "-device", "ib700",
        .. Tool.QemuVersion < new Version(6, 0) ? new[] { "-watchdog-action", action } : ["-action", $"watchdog={action}"],
    ];

    private static readonly string[] WithMonitor = [.. Bare, "-qmp", $"unix:{Monitor},server=on,wait=off"];

    private readonly List<QmpEvent> _taken = [];

    private Machine(QemuProcess qemu, QmpClient client)
    {
        Qemu = qemu;
        Client = client;
    }

    public QemuProcess Qemu { get; }

    public QmpClient Client { get; }

    /// <summary>How the clients of these tests read events; the raw text is kept to hold them against.</summary>
    public static QmpClientOptions ClientOptions { get; } = new()
    {
        EventReader = QmpEvents.Reader,
        KeepRawJson = true,
        GreetingTimeout = Limit.Patience,
        NegotiationTimeout = Limit.Patience,
    };

    /// <summary>The names of all events taken so far, those passed over included.</summary>
    public IReadOnlyList<string> Seen => Names.Of(_taken);

    /// <summary>The monitor's address, for further clients.</summary>
    public QmpEndpoint MonitorEndpoint => EndpointOf(Monitor);

    /// <summary>Starts QEMU with some more arguments and connects to it.</summary>
    public static Task<Machine> StartAsync(params string[] arguments) => StartAsync(arguments, environment: null);

    /// <summary>Starts QEMU with some more arguments and variables and connects to it.</summary>
    public static async Task<Machine> StartAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, QmpClientOptions? options = null)
    {
        CheckSetUp();
        var qemu = await QemuProcess.StartAsync([.. WithMonitor, .. arguments], environment);
        try
        {
            var client = await QmpClient.ConnectAsync(
                QmpEndpoint.Unix(qemu.PathOf(Monitor)), options ?? ClientOptions, TestContext.Current.CancellationToken);
            return new Machine(qemu, client);
        }
        catch (QmpException exception)
        {
            throw new InvalidOperationException($"The client could not connect. {exception.Message}\n{await EndAsync(qemu)}", exception);
        }
    }

    /// <summary>Starts QEMU with some more arguments, connects to it and lets the guest run.</summary>
    public static async Task<Machine> StartRunningAsync(params string[] arguments)
    {
        var vm = await StartAsync(arguments);
        try
        {
            await vm.ExecuteAsync("cont");
            return vm;
        }
        catch
        {
            await vm.DisposeAsync();
            throw;
        }
    }

    /// <summary>A unix socket that QEMU has in its folder.</summary>
    public QmpEndpoint EndpointOf(string socket) => QmpEndpoint.Unix(Qemu.PathOf(socket));

    public Task<JsonElement> ExecuteAsync(QmpCommand command) =>
        Limit.WaitAsync(token => Client.ExecuteAsync(command, token), () => $"No reply to '{command}' came.\n{this}");

    /// <summary>The run state, such as "running" or "io-error".</summary>
    public async Task<string?> QueryStatusAsync() => (await ExecuteAsync("query-status")).GetProperty("status").GetString();

    /// <summary>Writes a byte to an I/O port as if the guest had, which works while it is paused too.</summary>
    public Task WritePortAsync(int port, int value) => ExecuteAsync(new QmpCommand(
        "human-monitor-command",
        writer => writer.WriteString("command-line", string.Create(CultureInfo.InvariantCulture, $"o /b 0x{port:x} 0x{value:x}"))));

    /// <summary>Takes events until one is of the type; passing over the others, so that two calls also say which came first.</summary>
    public async Task<TEvent> NextAsync<TEvent>()
        where TEvent : QmpEvent => (TEvent)(await TakeAsync(until: static e => e is TEvent, typeof(TEvent).Name))[^1];

    /// <summary>Quits and takes all events that are left.</summary>
    public async Task<IReadOnlyList<QmpEvent>> QuitAsync()
    {
        await ExecuteAsync("quit");
        return await RestAsync();
    }

    /// <summary>Takes all events that are left, to the end of the session, whatever ends it.</summary>
    public Task<IReadOnlyList<QmpEvent>> RestAsync() => TakeAsync(until: null, "the end of the session");

    /// <summary>Waits for the end of the session.</summary>
    public Task<QmpCloseReason> EndAsync() =>
        Limit.WaitAsync(Client.Completion, () => $"The session was expected to end, but goes on.\n{this}");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Limit.WaitAsync(Client.DisposeAsync().AsTask(), () => $"The client does not end.\n{this}");
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"Events taken:\n{string.Join('\n', _taken)}");
            await Qemu.DisposeAsync();
        }
    }

    /// <summary>What a failure message tells of this machine.</summary>
    public override string ToString() =>
        $"The client ({Client.State}) has seen: {(_taken.Count == 0 ? "nothing" : string.Join(", ", Seen))}\n{Qemu}";

    /// <summary>What must be so before any machine starts, in a project that can say so.</summary>
    static partial void CheckSetUp();

    /// <summary>What must be true of every event, in a project that can say so.</summary>
    static partial void Check(QmpEvent taken);

    private static async Task<string> EndAsync(QemuProcess qemu)
    {
        var state = qemu.ToString();
        await qemu.DisposeAsync();
        return state;
    }

    /// <summary>Takes events until one fits, or with nothing to fit until there are no more.</summary>
    private async Task<IReadOnlyList<QmpEvent>> TakeAsync(Func<QmpEvent, bool>? until, string expected)
    {
        var taken = new List<QmpEvent>();
        await Limit.WaitAsync(
            async token =>
            {
                try
                {
                    await foreach (var next in Client.Events.WithCancellation(token))
                    {
                        taken.Add(next);
                        _taken.Add(next);
                        Check(next);
                        if (until?.Invoke(next) is true)
                        {
                            return;
                        }
                    }
                }
                catch (QmpConnectionClosedException) when (until is null)
                {
                    return;
                }

                if (until is not null)
                {
                    throw new InvalidOperationException(
                        $"{expected} was expected, but the session ended ({await Client.Completion}).\n{this}");
                }
            },
            () => $"{expected} was expected, but has not come.\n{this}");
        return taken;
    }
}
