using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace QmpGen.Testing;

/// <summary>
/// What a server does on one connection, step by step: greet, expect, reply, send, split, wait, close. When the steps are
/// over the connection stays open until the client or the server is done.
/// </summary>
public sealed class FakeQmpScript
{
    /// <summary>The greeting of a current QEMU that offers out-of-band execution.</summary>
    public const string Greeting =
        """{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": "fake"}, "capabilities": ["oob"]}}""";

    private readonly List<Step> _steps = [];
    private readonly string _lineEnd;
    private FakeCommand? _last;

    /// <summary>Makes an empty script.</summary>
    /// <param name="lineEnd">What ends each message: CR LF as QEMU does, or LF as the guest agent does.</param>
    public FakeQmpScript(string lineEnd = "\r\n") => _lineEnd = lineEnd;

    internal IReadOnlyList<Step> Steps => _steps;

    /// <summary>Sends a greeting.</summary>
    /// <param name="greeting">The whole message.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Greet([StringSyntax(StringSyntaxAttribute.Json)] string greeting = Greeting) => Send(greeting);

    /// <summary>Greets, expects <c>qmp_capabilities</c> and agrees.</summary>
    /// <returns>The script.</returns>
    public FakeQmpScript Negotiate() => Greet().Expect("qmp_capabilities").Return();

    /// <summary>Expects a command as the next thing the client sends.</summary>
    /// <param name="command">The command's name.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Expect(string command) => Expect(command, out _);

    /// <summary>Expects a command as the next thing the client sends.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="received">What the client sent, and what a later step can reply to.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Expect(string command, out FakeCommand received)
    {
        var expected = new FakeCommand(command);
        received = expected;
        _last = expected;
        return Add($"Expect({command})", async (connection, _, cancellationToken) =>
        {
            var message = await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new FakeQmpException($"The command '{command}' was expected, but the client closed the connection.");
            if (FakeCommand.NameIn(message) != command)
            {
                throw new FakeQmpException($"The command '{command}' was expected, but {message.GetRawText()} came.");
            }

            expected.Receive(message);
        });
    }

    /// <summary>Replies to the command that was expected last.</summary>
    /// <param name="result">What it returns.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Return([StringSyntax(StringSyntaxAttribute.Json)] string result = "{}") => Return(LastCommand(), result);

    /// <summary>Replies to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="result">What it returns.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Return(FakeCommand command, [StringSyntax(StringSyntaxAttribute.Json)] string result = "{}") =>
        Add($"Return({command.Name})", (connection, _, cancellationToken) =>
            connection.SendAsync($$"""{"return": {{result}}, "id": {{command.IdText}}}{{_lineEnd}}""", cancellationToken));

    /// <summary>Fails the command that was expected last.</summary>
    /// <param name="errorClass">The error's class.</param>
    /// <param name="description">The error's text.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Fail(string errorClass, string description) =>
        Reply(LastCommand(), $$$"""{"id": $id, "error": {"class": "{{{errorClass}}}", "desc": "{{{description}}}"}}""");

    /// <summary>Replies to the command that was expected last with a message of any shape.</summary>
    /// <param name="message">The message; <c>$id</c> in it stands for the command's id.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Reply(string message) => Reply(LastCommand(), message);

    /// <summary>Replies to a command with a message of any shape.</summary>
    /// <param name="command">The command.</param>
    /// <param name="message">The message; <c>$id</c> in it stands for the command's id.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Reply(FakeCommand command, string message) =>
        Add($"Reply({command.Name})", (connection, _, cancellationToken) =>
            connection.SendAsync(message.Replace("$id", command.IdText, StringComparison.Ordinal) + _lineEnd, cancellationToken));

    /// <summary>Sends an event with a fixed time stamp.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">Its data; null for none.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Event(string name, [StringSyntax(StringSyntaxAttribute.Json)] string? data = null) => Send(EventText(name, data));

    /// <summary>Sends a message and a line end.</summary>
    /// <param name="message">Any text.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Send(string message) => SendBytes(Encoding.UTF8.GetBytes(message + _lineEnd));

    /// <summary>Sends bytes as they are.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript SendBytes(ReadOnlyMemory<byte> bytes) =>
        Add("Send", (connection, _, cancellationToken) => connection.SendAsync(bytes, cancellationToken));

    /// <summary>Splits everything that is sent from here on into pieces, each of which the client reads on its own.</summary>
    /// <param name="size">How many bytes a piece has; 0 to stop splitting.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript InPiecesOf(int size) => Add($"InPiecesOf({size})", (connection, _, _) =>
    {
        connection.PieceSize = size;
        return Task.CompletedTask;
    });

    /// <summary>Waits, by the server's clock.</summary>
    /// <param name="time">How long.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Delay(TimeSpan time) =>
        Add($"Delay({time})", (_, clock, cancellationToken) => Task.Delay(time, clock, cancellationToken));

    /// <summary>Waits for the test.</summary>
    /// <param name="signal">What to wait for.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript WaitFor(Task signal) => Add("WaitFor", (_, _, cancellationToken) => signal.WaitAsync(cancellationToken));

    /// <summary>Tells the test that the script has come this far.</summary>
    /// <param name="signal">What to complete.</param>
    /// <returns>The script.</returns>
    public FakeQmpScript Signal(TaskCompletionSource signal) => Add("Signal", (_, _, _) =>
    {
        signal.TrySetResult();
        return Task.CompletedTask;
    });

    /// <summary>Answers every command with an empty object until the client closes the connection.</summary>
    /// <returns>The script.</returns>
    public FakeQmpScript AnswerEverything() => Add("AnswerEverything", async (connection, _, cancellationToken) =>
    {
        while (await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            var command = new FakeCommand(FakeCommand.NameIn(message) ?? string.Empty);
            command.Receive(message);
            await connection.SendAsync($$"""{"return": {}, "id": {{command.IdText}}}{{_lineEnd}}""", cancellationToken).ConfigureAwait(false);
        }
    });

    /// <summary>Expects the client to close the connection.</summary>
    /// <returns>The script.</returns>
    public FakeQmpScript ExpectClose() => Add("ExpectClose", async (connection, _, cancellationToken) =>
    {
        if (await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            throw new FakeQmpException($"The end of the connection was expected, but {message.GetRawText()} came.");
        }
    });

    /// <summary>Closes the connection in good order.</summary>
    /// <returns>The script.</returns>
    public FakeQmpScript Close() => Add("Close", async (connection, _, _) => await connection.DisposeAsync().ConfigureAwait(false));

    /// <summary>Breaks the connection.</summary>
    /// <returns>The script.</returns>
    public FakeQmpScript Reset() => Add("Reset", (connection, _, _) =>
    {
        connection.Reset();
        return Task.CompletedTask;
    });

    /// <summary>The text of an event with a fixed time stamp, laid out as QEMU does.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">Its data; null for none.</param>
    /// <returns>A JSON object.</returns>
    public static string EventText(string name, string? data = null) =>
        $$"""{"timestamp": {"seconds": 1267020223, "microseconds": 435656}, "event": "{{name}}"{{(data is null ? string.Empty : ", \"data\": " + data)}}}""";

    private FakeCommand LastCommand() =>
        _last ?? throw new InvalidOperationException("The script replies before it expects a command.");

    private FakeQmpScript Add(string name, Func<FakeQmpConnection, TimeProvider, CancellationToken, Task> play)
    {
        _steps.Add(new Step(name, play));
        return this;
    }

    internal sealed record Step(string Name, Func<FakeQmpConnection, TimeProvider, CancellationToken, Task> Play);
}
