using System.Text.Json;

namespace QmpGen;

/// <content>Typed commands.</content>
public sealed partial class QmpClient
{
    /// <summary>Runs a typed command.</summary>
    /// <typeparam name="TResult">The type of the command's result.</typeparam>
    /// <param name="command">The command, a generated record such as <c>new DeviceDelCommand("disk1")</c>.</param>
    /// <param name="cancellationToken">Cancels the wait. A command that was already sent still runs; its reply is dropped.</param>
    /// <returns>The command's result.</returns>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <exception cref="QmpTimeoutException">No reply arrived within the time limit.</exception>
    /// <exception cref="QmpConnectionClosedException">The session ended before the reply arrived, or there is no connection.</exception>
    /// <exception cref="QmpProtocolException">
    /// The reply is not what the spec says; the message names the member. A spec with <c>Lenient</c> accepts replies without
    /// required members.
    /// </exception>
    /// <exception cref="InvalidOperationException">The command requests out-of-band execution, which is not enabled.</exception>
    /// <exception cref="QmpNotSupportedException">
    /// This QEMU does not have the command or an argument (<see cref="QmpClientOptions.CheckCommands"/>).
    /// </exception>
    public async Task<TResult> ExecuteAsync<TResult>(QmpCommand<TResult> command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (_connection.Options.CheckCommands)
        {
            await CheckAsync(command, cancellationToken).ConfigureAwait(false);
        }

        var result = await SendAsync(command, cancellationToken).ConfigureAwait(false);
        try
        {
            return command.ParseResult(result);
        }
        catch (JsonException exception)
        {
            throw new QmpProtocolException(
                $"The reply to the command '{command.CommandName}' does not match the spec. {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Runs a typed command and waits for an event that it causes. QEMU usually sends the event before the reply, so this method
    /// subscribes before it sends the command.
    /// </summary>
    /// <typeparam name="TResult">The type of the command's result.</typeparam>
    /// <typeparam name="TEvent">The event's type. To wait for one of several types, use a filter.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="predicate">A condition that the event must meet: <c>(DeviceDeletedEvent e) =&gt; e.Device == "disk1"</c>.</param>
    /// <param name="timeout">
    /// Maximum time to wait for the event after the reply; <see langword="null"/> to wait indefinitely. QEMU sends no event if the
    /// command changes nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// The command's result and the event. If the event arrives and the connection ends before the reply, as with <c>quit</c>,
    /// <see cref="QmpCommandOutcome{TResult, TEvent}.HasReply"/> is <see langword="false"/>.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<QmpCommandOutcome<TResult, TEvent>> ExecuteAndWaitAsync<TResult, TEvent>(
        QmpCommand<TResult> command,
        Func<TEvent, bool> predicate,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
        where TEvent : QmpEvent =>
        ExecuteAndWaitAsync(
            () => ExecuteAsync(command, cancellationToken), QmpEventFilter.Of<TEvent>(), predicate, timeout, cancellationToken);

    /// <summary>Runs a typed command and waits for an event that passes a filter, such as one of several types.</summary>
    /// <typeparam name="TResult">The type of the command's result.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="filter">The events to wait for.</param>
    /// <param name="predicate">A condition that the event must meet; <see langword="null"/> for none.</param>
    /// <param name="timeout">Maximum time to wait for the event after the reply; <see langword="null"/> to wait indefinitely.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The command's result and the event.</returns>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <inheritdoc cref="WaitForAsync{TEvent}(Func{TEvent, bool}?, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<QmpCommandOutcome<TResult, QmpEvent>> ExecuteAndWaitAsync<TResult>(
        QmpCommand<TResult> command,
        QmpEventFilter filter,
        Func<QmpEvent, bool>? predicate = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) =>
        ExecuteAndWaitAsync(() => ExecuteAsync(command, cancellationToken), filter, predicate, timeout, cancellationToken);
}
