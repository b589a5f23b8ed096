using System.Diagnostics.CodeAnalysis;

namespace QmpGen.Testing;

/// <summary>
/// The steps that a server takes on one connection: greet, expect, reply, send, split, wait, close. After the last step, the
/// connection stays open until the client closes it or the server is disposed.
/// </summary>
public sealed partial class QmpTestScript
{
    /// <summary>The greeting of QEMU 7.2, which offers out-of-band execution.</summary>
    public const string Greeting =
        """{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": "test"}, "capabilities": ["oob"]}}""";

    private readonly List<Step> _steps = [];
    private QmpTestCommand? _last;

    /// <summary>Initializes an empty script.</summary>
    /// <param name="lineEnd">The line end of each message: CR LF as QEMU sends it, or LF as the guest agent does.</param>
    public QmpTestScript(string lineEnd = "\r\n") => LineEnd = lineEnd;

    internal string LineEnd { get; }

    internal IReadOnlyList<Step> Steps => _steps;

    /// <summary>Sends a greeting.</summary>
    /// <param name="greeting">The whole message.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Greet([StringSyntax(StringSyntaxAttribute.Json)] string greeting = Greeting) => Send(greeting);

    /// <summary>Greets, expects <c>qmp_capabilities</c> and replies to it.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Negotiate() => Greet().Expect("qmp_capabilities").Return();

    /// <summary>Expects the client's next message to be a command.</summary>
    /// <param name="command">The command's name.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Expect(string command) => Expect(command, out _);

    /// <summary>Expects the client's next message to be a command.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="received">The command, which gives access to the client's message and which a later step can reply to.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Expect(string command, out QmpTestCommand received)
    {
        var expected = new QmpTestCommand(command);
        received = expected;
        _last = expected;
        return Add($"Expect({command})", async (connection, cancellationToken) =>
        {
            var message = await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new QmpTestException($"Expected the command '{command}'; the client closed the connection.");
            if (QmpTestCommand.NameIn(message) != command)
            {
                throw new QmpTestException($"Expected the command '{command}'; received {message.GetRawText()}.");
            }

            expected.Receive(message);
        });
    }

    /// <summary>Replies to the last expected command.</summary>
    /// <param name="result">The result, as JSON.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Return([StringSyntax(StringSyntaxAttribute.Json)] string result = "{}") => Return(LastCommand(), result);

    /// <summary>Replies to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="result">The result, as JSON.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Return(QmpTestCommand command, [StringSyntax(StringSyntaxAttribute.Json)] string result = "{}") =>
        Add($"Return({command.Name})", (connection, cancellationToken) =>
            connection.ReplyAsync(command, $$"""{"return": {{result}}, "id": $id}""", cancellationToken));

    /// <summary>Fails the last expected command.</summary>
    /// <param name="errorClass">The error class.</param>
    /// <param name="description">The error message.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Fail(string errorClass, string description) =>
        Reply(LastCommand(), $$$"""{"id": $id, "error": {"class": "{{{errorClass}}}", "desc": "{{{description}}}"}}""");

    /// <summary>Replies to the last expected command with any message.</summary>
    /// <param name="message">The message. <c>$id</c> is replaced by the command's id.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Reply(string message) => Reply(LastCommand(), message);

    /// <summary>Replies to a command with any message.</summary>
    /// <param name="command">The command.</param>
    /// <param name="message">The message. <c>$id</c> is replaced by the command's id.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Reply(QmpTestCommand command, string message) =>
        Add($"Reply({command.Name})", (connection, cancellationToken) =>
            connection.ReplyAsync(command, message, cancellationToken));

    /// <summary>Sends an event with a fixed time stamp.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">The event's data, as JSON; <see langword="null"/> for none.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Event(string name, [StringSyntax(StringSyntaxAttribute.Json)] string? data = null) => Send(EventText(name, data));

    /// <summary>Sends an event in its wire format. If it has no time stamp, it gets the server's current time.</summary>
    /// <param name="qmpEvent">The event, such as <c>new BlockIoErrorEvent { Device = "ide0-hd1", … }</c>.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Event(QmpEvent qmpEvent)
    {
        ArgumentNullException.ThrowIfNull(qmpEvent);
        return Add($"Event({qmpEvent.EventName})", (connection, cancellationToken) =>
            connection.SendMessageAsync(connection.Server.WireFormOf(qmpEvent), cancellationToken));
    }

    /// <summary>Sends a message followed by a line end.</summary>
    /// <param name="message">Any text.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Send(string message) =>
        Add("Send", (connection, cancellationToken) => connection.SendMessageAsync(message, cancellationToken));

    /// <summary>Sends bytes as they are.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>The script.</returns>
    public QmpTestScript SendBytes(ReadOnlyMemory<byte> bytes) =>
        Add("Send", (connection, cancellationToken) => connection.SendAsync(bytes, cancellationToken));

    /// <summary>Waits according to the server's clock.</summary>
    /// <param name="time">How long.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Delay(TimeSpan time) =>
        Add($"Delay({time})", (connection, cancellationToken) => Task.Delay(time, connection.Server.Time, cancellationToken));

    /// <summary>Waits for a signal from the test.</summary>
    /// <param name="signal">The task to wait for.</param>
    /// <returns>The script.</returns>
    public QmpTestScript WaitFor(Task signal) => Add("WaitFor", (_, cancellationToken) => signal.WaitAsync(cancellationToken));

    /// <summary>Signals to the test that the script has reached this step.</summary>
    /// <param name="signal">The source to complete.</param>
    /// <returns>The script.</returns>
    public QmpTestScript Signal(TaskCompletionSource signal) => Add("Signal", (_, _) =>
    {
        signal.TrySetResult();
        return Task.CompletedTask;
    });

    /// <summary>
    /// Answers every command until the client closes the connection, as configured with <see cref="QmpTestServer.Answer"/> and
    /// <see cref="QmpTestServer.Refuse"/>, otherwise with an empty object.
    /// </summary>
    /// <returns>The script.</returns>
    public QmpTestScript AnswerEverything() => Add("AnswerEverything", async (connection, cancellationToken) =>
    {
        while (await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            await connection.Server.AnswerAsync(connection, QmpTestCommand.From(message), cancellationToken).ConfigureAwait(false);
        }

        connection.Server.Gone(connection);
    });

    /// <summary>Expects the client to close the connection.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript ExpectClose() => Add("ExpectClose", async (connection, cancellationToken) =>
    {
        if (await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            throw new QmpTestException($"Expected the client to close the connection; received {message.GetRawText()}.");
        }
    });

    /// <summary>Returns an event with a fixed time stamp as text, in QEMU's layout.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">The event's data, as JSON; <see langword="null"/> for none.</param>
    /// <returns>A JSON object.</returns>
    public static string EventText(string name, string? data = null) =>
        $$"""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "{{name}}"{{(data is null ? string.Empty : ", \"data\": " + data)}}}""";

    private QmpTestCommand LastCommand() =>
        _last ?? throw new InvalidOperationException("The script replies before it expects a command. Add Expect before the reply.");

    private QmpTestScript Add(string name, Func<QmpTestConnection, CancellationToken, Task> play)
    {
        _steps.Add(new Step(name, play));
        return this;
    }

    internal sealed record Step(string Name, Func<QmpTestConnection, CancellationToken, Task> Play);
}
