using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Testing;

/// <content>Typed commands, from the server's side.</content>
public sealed partial class QmpTestServer
{
    /// <summary>Sets the result of a typed command.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="command">The command, such as <c>new QueryStatusCommand()</c>. Its arguments do not matter.</param>
    /// <param name="result">The result, such as <c>new StatusInfo { … }</c>.</param>
    /// <param name="events">The events that the command causes. They are sent before the reply, as QEMU usually does.</param>
    /// <returns>This server.</returns>
    public QmpTestServer Answer<TResult>(QmpCommand<TResult> command, TResult result, params IReadOnlyList<QmpEvent> events)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Answer(command.CommandName, command.FormatResult(result), events);
    }

    /// <summary>Answers a typed command with what a function returns.</summary>
    /// <typeparam name="TCommand">The command's record.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="answer">
    /// Takes the command as the client sent it and returns the result. If it throws, the client receives a <c>GenericError</c> with
    /// the exception's message.
    /// </param>
    /// <returns>This server.</returns>
    public QmpTestServer Answer<TCommand, TResult>(Func<TCommand, TResult> answer)
        where TCommand : QmpCommand<TResult>, IQmpCommand<TCommand>
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AnswerJson<TCommand>(command => command.FormatResult(answer(command)));
    }

    /// <summary>Handles a typed command that returns nothing.</summary>
    /// <typeparam name="TCommand">The command's record.</typeparam>
    /// <param name="answer">
    /// Takes the command as the client sent it. If it throws, the client receives a <c>GenericError</c> with the exception's message.
    /// </param>
    /// <returns>This server.</returns>
    public QmpTestServer Answer<TCommand>(Action<TCommand> answer)
        where TCommand : QmpCommand<QmpNothing>, IQmpCommand<TCommand>
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AnswerJson<TCommand>(command =>
        {
            answer(command);
            return "{}";
        });
    }

    /// <summary>
    /// Waits until a client has sent a command. Successive calls return successive commands, starting with the first one
    /// received.
    /// </summary>
    /// <typeparam name="TCommand">The command's record.</typeparam>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command with its arguments.</returns>
    /// <exception cref="QmpTestException">The command was not received within <see cref="Timeout"/>.</exception>
    /// <exception cref="JsonException">An argument is missing or has the wrong type; the message names it.</exception>
    public async Task<TCommand> WaitForCommandAsync<TCommand>(CancellationToken cancellationToken = default)
        where TCommand : IQmpCommand<TCommand>
    {
        var received = await WaitForCommandAsync(TCommand.WireName, cancellationToken).ConfigureAwait(false);
        return QmpCommandJson.ReadCommand<TCommand>(received.Arguments);
    }

    private QmpTestServer AnswerJson<TCommand>(Func<TCommand, string> answer)
        where TCommand : IQmpCommand<TCommand>
    {
        _answers[TCommand.WireName] = (connection, received, cancellationToken) =>
            connection.ReplyAsync(received, Reply(received, answer), cancellationToken);
        return this;
    }

    private static string Reply<TCommand>(QmpTestCommand received, Func<TCommand, string> answer)
        where TCommand : IQmpCommand<TCommand>
    {
        try
        {
            return $$"""{"return": {{answer(QmpCommandJson.ReadCommand<TCommand>(received.Arguments))}}, "id": $id}""";
        }
#pragma warning disable CA1031 // Whatever a test's function throws, the client is to learn of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $$$"""{"id": $id, "error": {"class": "GenericError", "desc": "{{{JsonEncodedText.Encode(exception.Message)}}}"}}""";
        }
    }
}
