using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QmpGen.Diagnostics;
using QmpGen.Protocol;

namespace QmpGen;

/// <content>Commands.</content>
public sealed partial class QmpClient
{
    /// <summary>Runs a command.</summary>
    /// <param name="command">The command. A string converts to a command without arguments.</param>
    /// <param name="cancellationToken">
    /// Cancels the wait. A command that was already sent still runs; its reply is dropped.
    /// </param>
    /// <returns>The command's result. Numbers keep their exact text.</returns>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <exception cref="QmpTimeoutException">No reply arrived within the time limit.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the reply arrived, or there is no connection.</exception>
    /// <exception cref="QmpProtocolException">The reply is not valid JSON.</exception>
    /// <exception cref="InvalidOperationException">The command requests out-of-band execution, which is not enabled.</exception>
    public async Task<JsonElement> ExecuteAsync(QmpCommand command, CancellationToken cancellationToken = default)
    {
        var result = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return CommandResult.Parse(result, command.Name);
    }

    /// <summary>Runs a command with arguments from a JSON value.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">A JSON object; <see langword="null"/> for no arguments.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command's result.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public Task<JsonElement> ExecuteAsync(string command, JsonElement? arguments, CancellationToken cancellationToken = default) =>
        ExecuteAsync(arguments is { } given ? new QmpCommand(command, given) : new QmpCommand(command), cancellationToken);

    /// <summary>Runs a command with arguments from JSON text.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">A JSON object, such as <c>{"id": "disk0"}</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command's result.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public Task<JsonElement> ExecuteAsync(
        string command, [StringSyntax(StringSyntaxAttribute.Json)] string arguments, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new QmpCommand(command, arguments), cancellationToken);

    /// <summary>Runs a command with arguments that a callback writes.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="writeArguments">Writes the members of the arguments object, which is already open.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command's result.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public Task<JsonElement> ExecuteAsync(
        string command, Action<Utf8JsonWriter> writeArguments, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new QmpCommand(command, writeArguments), cancellationToken);

    /// <summary>Runs a command and deserializes its result, without reflection.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="resultInfo">The result's type information, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command's result; <see langword="null"/> only if the result is a JSON null.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    /// <exception cref="JsonException">The result cannot be deserialized as that type.</exception>
    public async Task<TResult?> ExecuteAsync<TResult>(
        QmpCommand command, JsonTypeInfo<TResult> resultInfo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resultInfo);
        var result = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(result, resultInfo);
    }

    /// <summary>Runs a command with serialized arguments and deserializes its result, without reflection.</summary>
    /// <typeparam name="TArguments">The type of the arguments, which must serialize as a JSON object.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="argumentsInfo">The arguments' type information, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="resultInfo">The result's type information.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command's result; <see langword="null"/> only if the result is a JSON null.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    /// <exception cref="JsonException">The result cannot be deserialized as that type.</exception>
    public Task<TResult?> ExecuteAsync<TArguments, TResult>(
        string command,
        TArguments arguments,
        JsonTypeInfo<TArguments> argumentsInfo,
        JsonTypeInfo<TResult> resultInfo,
        CancellationToken cancellationToken = default) =>
        ExecuteAsync(QmpCommand.Create(command, arguments, argumentsInfo), resultInfo, cancellationToken);

    private async Task<byte[]> SendAsync(ISentCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var session = SessionFor(command);
        var timeout = command.Timeout ?? TimeoutOf(command);
        var started = _connection.Options.TimeProvider.GetTimestamp();
        using var activity = Telemetry.StartCommand(command.Name, _connection.Peer);
        _connection.Counters.CommandStarted();
        try
        {
            var outgoing = session.Write(command);
            var reply = timeout == Timeout.InfiniteTimeSpan ? session.SendAsync(outgoing, cancellationToken)
                : outgoing.Pending.Gate is null
                    ? session.SendInTimeAsync(outgoing, timeout, _connection.Options.TimeProvider, cancellationToken)
                : SendInTimeAsync(session, outgoing, timeout, cancellationToken);
            return await reply.ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var failure = new QmpTimeoutException(QmpTimeoutKind.Command, timeout, WhatIsAwaited(command.Name));
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw failure;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
        finally
        {
            _connection.Counters.CommandEnded(command.Name, _connection.Options.TimeProvider.GetElapsedTime(started));
        }
    }

    private async Task<byte[]> SendInTimeAsync(
        QmpSession session, OutgoingCommand command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(
            QmpTimeoutKind.Command,
            timeout,
            _connection.Options.TimeProvider,
            () => WhatIsAwaited(command.Pending.Name),
            cancellationToken);
        return await deadline.WaitAsync(new ValueTask<byte[]>(session.SendAsync(command, deadline.Token))).ConfigureAwait(false);
    }

    private string WhatIsAwaited(string command) => $"waiting for {_connection.Peer} to reply to the command '{command}'";

    /// <summary>A limit that the user has set is for all commands; without one, typed commands have limits of their own.</summary>
    private TimeSpan TimeoutOf(ISentCommand command) =>
        command is QmpCommand || _connection.Options.CommandTimeout != Timeout.InfiniteTimeSpan
            ? _connection.Options.CommandTimeout
            : CommandTimeouts.Of(command.Name);

    private QmpSession SessionFor(ISentCommand command)
    {
        var session = _connection.State.SessionFor(command.Name);
        return !command.IsOutOfBand || session.EnabledCapabilities.Contains("oob")
            ? session
            : throw new InvalidOperationException(
                $"The command '{command.Name}' requests out-of-band execution, which is not enabled. Set "
                    + $"{nameof(QmpClientOptions)}.{nameof(QmpClientOptions.EnableOutOfBand)}; this server offers "
                    + $"{(Capabilities.Count == 0 ? "no capabilities" : string.Join(", ", Capabilities))}.");
    }
}
