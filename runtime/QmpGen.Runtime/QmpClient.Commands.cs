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
    /// <param name="command">The command; a name stands for one without arguments.</param>
    /// <param name="cancellationToken">
    /// Stops waiting. A command that has been sent is carried out all the same; its reply is dropped when it comes.
    /// </param>
    /// <returns>What the command returned, with all numbers intact.</returns>
    /// <exception cref="QmpCommandException">QEMU refused the command or failed to carry it out.</exception>
    /// <exception cref="QmpTimeoutException">No reply came in time.</exception>
    /// <exception cref="QmpConnectionClosedException">The session is over or ended before the reply came.</exception>
    /// <exception cref="QmpProtocolException">The reply could not be read.</exception>
    /// <exception cref="InvalidOperationException">The command is to run out-of-band, which is not enabled.</exception>
    public async Task<JsonElement> ExecuteAsync(QmpCommand command, CancellationToken cancellationToken = default)
    {
        var result = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return CommandResult.Parse(result, command.Name);
    }

    /// <summary>Runs a command with the arguments of a JSON value.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">A JSON object, or null for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the command returned.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public Task<JsonElement> ExecuteAsync(string command, JsonElement? arguments, CancellationToken cancellationToken = default) =>
        ExecuteAsync(arguments is { } given ? new QmpCommand(command, given) : new QmpCommand(command), cancellationToken);

    /// <summary>Runs a command with arguments given as JSON text.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">A JSON object, such as <c>{"id": "disk0"}</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the command returned.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public Task<JsonElement> ExecuteAsync(string command, [StringSyntax(StringSyntaxAttribute.Json)] string arguments, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new QmpCommand(command, arguments), cancellationToken);

    /// <summary>Runs a command with arguments written on the spot.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="writeArguments">Writes the members of the arguments; the object around them is already open.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the command returned.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public Task<JsonElement> ExecuteAsync(string command, Action<Utf8JsonWriter> writeArguments, CancellationToken cancellationToken = default) =>
        ExecuteAsync(new QmpCommand(command, writeArguments), cancellationToken);

    /// <summary>Runs a command and reads what it returned as a type of its own, without reflection.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="resultInfo">How to read the result, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the command returned; null only if that was JSON's null.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    /// <exception cref="JsonException">The result is not of that type.</exception>
    public async Task<TResult?> ExecuteAsync<TResult>(QmpCommand command, JsonTypeInfo<TResult> resultInfo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resultInfo);
        var result = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(result, resultInfo);
    }

    /// <summary>Runs a command with arguments and a result of types of their own, without reflection.</summary>
    /// <typeparam name="TArguments">The type of the arguments; they must serialize as an object.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="argumentsInfo">How to write the arguments, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="resultInfo">How to read the result.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the command returned; null only if that was JSON's null.</returns>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    /// <exception cref="JsonException">The result is not of that type.</exception>
    public Task<TResult?> ExecuteAsync<TArguments, TResult>(
        string command,
        TArguments arguments,
        JsonTypeInfo<TArguments> argumentsInfo,
        JsonTypeInfo<TResult> resultInfo,
        CancellationToken cancellationToken = default) =>
        ExecuteAsync(QmpCommand.Create(command, arguments, argumentsInfo), resultInfo, cancellationToken);

    private async Task<byte[]> SendAsync(QmpCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var session = SessionFor(command);
        var timeout = command.Timeout ?? _options.CommandTimeout;
        var started = _options.TimeProvider.GetTimestamp();
        using var activity = Telemetry.StartCommand(command.Name, _connection.Peer);
        _counters.CommandStarted();
        try
        {
            var outgoing = session.Write(command);
            return timeout == Timeout.InfiniteTimeSpan
                ? await session.SendAsync(outgoing, cancellationToken).ConfigureAwait(false)
                : await SendInTimeAsync(session, outgoing, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
        finally
        {
            _counters.CommandEnded(command.Name, _options.TimeProvider.GetElapsedTime(started));
        }
    }

    private async Task<byte[]> SendInTimeAsync(QmpSession session, OutgoingCommand command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(
            QmpTimeoutKind.Command,
            timeout,
            _options.TimeProvider,
            () => $"No reply to the command '{command.Pending.Name}' came from {_connection.Peer} in time",
            cancellationToken);
        return await deadline.WaitAsync(new ValueTask<byte[]>(session.SendAsync(command, deadline.Token))).ConfigureAwait(false);
    }

    private QmpSession SessionFor(QmpCommand command)
    {
        var session = _connection.State.SessionFor(command.Name);
        return !command.IsOutOfBand || session.EnabledCapabilities.Contains("oob")
            ? session
            : throw new InvalidOperationException(
                $"The command '{command.Name}' is to run out-of-band, but that is not enabled: set {nameof(QmpClientOptions)}.{nameof(QmpClientOptions.EnableOutOfBand)}; this server offers {(Capabilities.Count == 0 ? "no capabilities" : string.Join(", ", Capabilities))}.");
    }
}
