using System.Collections.Concurrent;
using System.Text.Json;

namespace QmpGen.Testing;

/// <content>What a test does while clients are connected: say what commands return, look at what came, send events.</content>
public sealed partial class QmpTestServer
{
    private readonly ConcurrentDictionary<string, Func<QmpTestConnection, QmpTestCommand, CancellationToken, Task>> _answers =
        new(StringComparer.Ordinal);
    private readonly Lock _conversation = new();
    private readonly List<QmpTestCommand> _commands = [];
    private readonly List<QmpTestCommand> _unclaimed = [];
    private readonly List<(string Name, TaskCompletionSource<QmpTestCommand> Came)> _waiting = [];
    private readonly List<QmpTestConnection> _ready = [];
    private TaskCompletionSource _anyReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Maximum time that a call waits for a client to connect or to send a command; 30 s by default. A test fails with a message
    /// instead of hanging.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The commands that clients have sent, in the order received, including <c>qmp_capabilities</c>.</summary>
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

    /// <summary>Sets the result of a command. Commands without a configured result return an empty object.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="result">The result, as JSON.</param>
    /// <param name="events">The events that the command causes. They are sent before the reply, as QEMU usually does.</param>
    /// <returns>This server.</returns>
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

    /// <summary>Makes a command fail.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="errorClass">The error class, such as <c>GenericError</c> or <c>DeviceNotFound</c>.</param>
    /// <param name="description">The error message.</param>
    /// <returns>This server.</returns>
    public QmpTestServer Refuse(string command, string errorClass, string description)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        var error = $$$"""{"id": $id, "error": {"class": "{{{JsonEncodedText.Encode(errorClass)}}}", "desc": "{{{JsonEncodedText.Encode(description)}}}"}}""";
        _answers[command] = (connection, received, cancellationToken) => connection.ReplyAsync(received, error, cancellationToken);
        return this;
    }

    /// <summary>
    /// Waits until a client has sent a command. Successive calls return successive commands, starting with the first one
    /// received.
    /// </summary>
    /// <param name="command">The command's name.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command.</returns>
    /// <exception cref="QmpTestException">
    /// The command was not received within <see cref="Timeout"/>. The message lists the received commands.
    /// </exception>
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
                $"Timed out after {Timeout.TotalSeconds} s waiting for the command '{command}'; "
                    + $"{(others.Length == 0 ? "no command was received" : $"received {others}")}.");
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
    /// Sends an event to every client that has negotiated, as QEMU does. If there is none yet, waits for one. An event
    /// without a time stamp gets the server's current time.
    /// </summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <param name="qmpEvent">The event, such as <c>new BlockIoErrorEvent { Device = "ide0-hd1", … }</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The event as it was sent, with its time stamp. It equals the event that the client reads.</returns>
    /// <exception cref="QmpTestException">No client connected and negotiated within <see cref="Timeout"/>.</exception>
    public async Task<TEvent> SendAsync<TEvent>(TEvent qmpEvent, CancellationToken cancellationToken = default)
        where TEvent : QmpEvent
    {
        ArgumentNullException.ThrowIfNull(qmpEvent);
        var sent = Stamped(qmpEvent);
        await SendTextAsync(MessageLayout.WithBlanks(sent.ToJson()), cancellationToken).ConfigureAwait(false);
        return (TEvent)sent;
    }

    /// <summary>
    /// Sends any text, followed by a line end, to every client that has negotiated. If there is none yet, waits for one.
    /// </summary>
    /// <param name="message">The text; it need not be JSON.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when the text has been sent.</returns>
    /// <exception cref="QmpTestException">No client connected and negotiated within <see cref="Timeout"/>.</exception>
    public async Task SendTextAsync(string message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        while (!await BroadcastAsync(message, cancellationToken).ConfigureAwait(false))
        {
            await WaitForClientAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a client is connected and has negotiated.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when a client has negotiated.</returns>
    /// <exception cref="QmpTestException">No client connected and negotiated within <see cref="Timeout"/>.</exception>
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
            throw new QmpTestException($"Timed out after {Timeout.TotalSeconds} s waiting for a client to connect and negotiate. Check "
                + $"that the client has been started and connects to this server's Endpoint.");
        }
    }

    /// <summary>Resets every connection, as if QEMU's host failed. Clients can reconnect.</summary>
    public void DropClients()
    {
        foreach (var connection in ReadyConnections())
        {
            connection.Reset();
        }
    }
}
