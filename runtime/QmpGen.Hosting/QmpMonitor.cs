using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>
/// The monitor of one machine while the host runs. It connects as soon as the machine is available, reconnects when the connection
/// is lost, and passes events to handlers. All members are thread-safe and can be called from handlers.
/// </summary>
public sealed class QmpMonitor : IQmpExecutor
{
    private readonly MonitorRun _run;

    internal QmpMonitor(string name, QmpEndpoint endpoint, QmpClientOptions options, MonitorMetrics metrics, ILogger logger)
    {
        Name = name;
        Endpoint = endpoint;
        _run = new MonitorRun(this, options, metrics, logger);
    }

    /// <summary>The monitor's name.</summary>
    public string Name { get; }

    /// <summary>The monitor's endpoint.</summary>
    public QmpEndpoint Endpoint { get; }

    /// <summary>Whether the monitor is connected and ready to run commands.</summary>
    public bool IsConnected => _run.Client is { State: QmpClientState.Connected };

    /// <summary>
    /// Whether the last connection ended because the machine shut down as announced; <see langword="false"/> while the monitor is
    /// connected.
    /// </summary>
    public bool HasShutDown => !IsConnected && _run.Loss is { Kind: QmpCloseKind.Shutdown };

    /// <summary>The client; <see langword="null"/> before the first connection.</summary>
    public QmpClient? Client => _run.Client;

    /// <summary>
    /// Why the monitor is not connected; <see langword="null"/> while it is connected or before the first attempt has
    /// failed.
    /// </summary>
    public string? LastError => IsConnected ? null : _run.LastError;

    /// <summary>Waits for the first connection.</summary>
    /// <param name="cancellationToken">Cancels the wait. Without a token, the wait can be indefinite.</param>
    /// <returns>The client. It stays the same while the monitor runs and reconnects by itself.</returns>
    /// <exception cref="InvalidOperationException">The monitor was stopped before it connected.</exception>
    /// <exception cref="QmpException">
    /// Connecting failed <see cref="QmpReconnectOptions.MaxAttempts"/> times.
    /// </exception>
    public Task<QmpClient> GetClientAsync(CancellationToken cancellationToken = default) => _run.Connected.WaitAsync(cancellationToken);

    /// <summary>
    /// Runs a command. Before the first connection, the call waits for it, at most for
    /// <see cref="QmpClientOptions.ConnectTimeout"/>: 10 s by default. To wait longer, call <see cref="GetClientAsync"/> first. While
    /// the monitor reconnects, the command fails at once.
    /// </summary>
    /// <param name="command">The command. A string converts to a command without arguments.</param>
    /// <param name="cancellationToken">Cancels the wait for the connection and for the reply.</param>
    /// <returns>The command's result.</returns>
    /// <exception cref="QmpTimeoutException">
    /// The machine was not available within <see cref="QmpClientOptions.ConnectTimeout"/>; the message names the monitor and has its
    /// <see cref="LastError"/>. Or no reply arrived within the command's time limit.
    /// </exception>
    /// <exception cref="QmpConnectionClosedException">The connection was lost, and the monitor reconnects or has ended.</exception>
    /// <exception cref="QmpCommandException">QEMU rejected the command or failed to run it.</exception>
    /// <exception cref="InvalidOperationException">The monitor was stopped before it connected.</exception>
    public async Task<JsonElement> ExecuteAsync(QmpCommand command, CancellationToken cancellationToken = default)
    {
        var client = await _run.GetClientInTimeAsync(cancellationToken).ConfigureAwait(false);
        return await client.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a typed command. Waits for the first connection as the other overload does.</summary>
    /// <typeparam name="TResult">The type of the command's result.</typeparam>
    /// <param name="command">The command, a generated record such as <c>new DeviceDelCommand("disk1")</c>.</param>
    /// <param name="cancellationToken">Cancels the wait for the connection and for the reply.</param>
    /// <returns>The command's result.</returns>
    /// <exception cref="QmpProtocolException">The reply is not what the spec says.</exception>
    /// <exception cref="QmpNotSupportedException">
    /// This QEMU does not have the command or an argument (<see cref="QmpClientOptions.CheckCommands"/>).
    /// </exception>
    /// <inheritdoc cref="ExecuteAsync(QmpCommand, CancellationToken)" path="/exception"/>
    public async Task<TResult> ExecuteAsync<TResult>(QmpCommand<TResult> command, CancellationToken cancellationToken = default)
    {
        var client = await _run.GetClientInTimeAsync(cancellationToken).ConfigureAwait(false);
        return await client.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the name and the endpoint.</summary>
    /// <returns>A string such as <c>vm1 (unix:/run/vm1.sock)</c>.</returns>
    public override string ToString() => ForeignText.OnOneLine($"{Name} ({Endpoint})");

    internal void Start(IReadOnlyList<IQmpEventHandler> handlers) => _run.Start(handlers);

    /// <inheritdoc cref="MonitorRun.TryRetireAsync"/>
    internal Task<bool> TryRetireAsync() => _run.TryRetireAsync();

    internal Task StopAsync() => _run.StopAsync();
}
