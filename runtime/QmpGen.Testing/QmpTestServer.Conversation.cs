using System.Collections.Concurrent;
using System.Text.Json;

namespace QmpGen.Testing;

/// <content>What a test does while clients are connected: say what commands return, look at what came, send events.</content>
public sealed partial class QmpTestServer
{
    private readonly ConcurrentDictionary<string, Func<QmpTestConnection, QmpTestCommand, CancellationToken, Task>> _answers = new(StringComparer.Ordinal);
    private readonly Lock _conversation = new();
    private readonly List<QmpTestCommand> _commands = [];
    private readonly List<QmpTestCommand> _unclaimed = [];
    private readonly List<(string Name, TaskCompletionSource<QmpTestCommand> Came)> _waiting = [];
    private readonly List<QmpTestConnection> _ready = [];
    private TaskCompletionSource _anyReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Maximum time that a call waits for a client to connect or to send a command, 30 s by default: a test that would hang
    /// fails with a message instead.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What clients have sent, in the order in which it came, <c>qmp_capabilities</c> included.</summary>
    public IReadOnlyList<QmpTestCommand> Commands
    {
        get
        {
            lock (_conversation)
            {
                return [.. _commands];
            }
        }
    }

    internal bool HasClock { get; set; } = true;

    /// <summary>Says what a command returns from now on. Commands of which nothing is said return an empty object.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="result">What it returns, as JSON.</param>
    /// <param name="events">The events that it causes; they are sent before the reply, as QEMU mostly does.</param>
    /// <returns>The server.</returns>
    public QmpTestServer Answer(
        string command,
        [System.Diagnostics.CodeAnalysis.StringSyntax(System.Diagnostics.CodeAnalysis.StringSyntaxAttribute.Json)] string result = "{}",
        params IReadOnlyList<QmpEvent> events)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        _answers[command] = async (connection, received, cancellationToken) =>
        {
            foreach (var caused in events)
            {
                await BroadcastAsync(WireFormOf(caused), cancellationToken).ConfigureAwait(false);
            }

            await connection.ReplyAsync(received, $$"""{"return": {{result}}, "id": $id}""", cancellationToken).ConfigureAwait(false);
        };
        return this;
    }

    /// <summary>Says that a command fails from now on.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="errorClass">The error's class, such as <c>GenericError</c> or <c>DeviceNotFound</c>.</param>
    /// <param name="description">The error's text.</param>
    /// <returns>The server.</returns>
    public QmpTestServer Refuse(string command, string errorClass, string description)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        var error = $$$"""{"id": $id, "error": {"class": "{{{JsonEncodedText.Encode(errorClass)}}}", "desc": "{{{JsonEncodedText.Encode(description)}}}"}}""";
        _answers[command] = (connection, received, cancellationToken) => connection.ReplyAsync(received, error, cancellationToken);
        return this;
    }

    /// <summary>Waits until a client has sent a command. Each call gives another one, starting with the first that came.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The command.</returns>
    /// <exception cref="QmpTestException">It did not come within <see cref="Timeout"/>; the message says what came instead.</exception>
    public async Task<QmpTestCommand> WaitForCommandAsync(string command, CancellationToken cancellationToken = default)
    {
        var came = new TaskCompletionSource<QmpTestCommand>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_conversation)
        {
            if (_unclaimed.Find(c => c.Name == command) is { } found)
            {
                _unclaimed.Remove(found);
                return found;
            }

            _waiting.Add((command, came));
        }

        try
        {
            return await came.Task.WaitAsync(Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var others = string.Join(", ", Commands.Select(c => c.Name));
            throw new QmpTestException(
                $"The command '{command}' was waited for, but did not come within {Timeout.TotalSeconds} s; {(others.Length == 0 ? "nothing came" : $"what came was {others}")}.");
        }
        finally
        {
            lock (_conversation)
            {
                _waiting.RemoveAll(w => w.Came == came);
            }
        }
    }

    /// <summary>
    /// Sends an event to every client that has negotiated, as QEMU does, and waits for one if there is none yet. An event
    /// without a time stamp gets the server's time.
    /// </summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="qmpEvent">The event, such as <c>new BlockIoErrorEvent { Device = "ide0-hd1", … }</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The event as it was sent, with its time stamp: equal to what the client reads.</returns>
    /// <exception cref="QmpTestException">No client negotiated within <see cref="Timeout"/>.</exception>
    public async Task<TEvent> SendAsync<TEvent>(TEvent qmpEvent, CancellationToken cancellationToken = default)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(qmpEvent);
        var sent = Stamped(qmpEvent);
        await SendTextAsync(MessageLayout.WithBlanks(sent.ToJson()), cancellationToken).ConfigureAwait(false);
        return (TEvent)sent;
    }

    /// <summary>
    /// Sends any text, followed by a line end, to every client that has negotiated, and waits for one if there is none yet.
    /// </summary>
    /// <param name="message">The text; it need not be JSON.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Ends when it has been sent.</returns>
    /// <exception cref="QmpTestException">No client negotiated within <see cref="Timeout"/>.</exception>
    public async Task SendTextAsync(string message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        while (!await BroadcastAsync(message, cancellationToken).ConfigureAwait(false))
        {
            await WaitForClientAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a client is connected and has negotiated.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Ends at once if there is one.</returns>
    /// <exception cref="QmpTestException">There was none within <see cref="Timeout"/>.</exception>
    public async Task WaitForClientAsync(CancellationToken cancellationToken = default)
    {
        Task ready;
        lock (_conversation)
        {
            ready = _anyReady.Task;
        }

        try
        {
            await ready.WaitAsync(Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new QmpTestException($"No client connected and negotiated within {Timeout.TotalSeconds} s; is it given this server's Endpoint, and has it been started?");
        }
    }

    /// <summary>Breaks every connection, as when the host of QEMU is lost. Clients may connect again.</summary>
    public void DropClients()
    {
        foreach (var connection in ReadyConnections())
        {
            connection.Reset();
        }
    }
}
