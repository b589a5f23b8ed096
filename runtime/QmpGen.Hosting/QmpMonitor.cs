using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>
/// One machine's monitor for as long as the host runs: connected as soon as the machine is there, again after it was lost, and
/// with its events handed to handlers. All members may be used from any thread, and from inside a handler.
/// </summary>
public sealed class QmpMonitor
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

    /// <summary>Where the monitor is.</summary>
    public QmpEndpoint Endpoint { get; }

    /// <summary>Whether commands can be run at this moment.</summary>
    public bool IsConnected => _run.Client is { State: QmpClientState.Running };

    /// <summary>
    /// Whether the machine was connected, and the last connection ended because it shut down as announced; false while there
    /// is a connection.
    /// </summary>
    public bool HasShutDown => !IsConnected && _run.Loss is { Kind: QmpCloseKind.Shutdown };

    /// <summary>The client, from the first connection on; null before it.</summary>
    public QmpClient? Client => _run.Client;

    /// <summary>Why there is no connection; null while there is one, or before the first attempt has failed.</summary>
    public string? Problem => IsConnected ? null : _run.Problem;

    /// <summary>Waits for the first connection.</summary>
    /// <param name="cancellationToken">Stops waiting; the machine may never come.</param>
    /// <returns>The client. It is the same one for good: after a loss it connects again by itself.</returns>
    /// <exception cref="InvalidOperationException">The monitor was stopped before it was connected.</exception>
    /// <exception cref="QmpException">
    /// The monitor gave up connecting, as <see cref="QmpReconnectOptions.MaxAttempts"/> wants it.
    /// </exception>
    public Task<QmpClient> GetClientAsync(CancellationToken cancellationToken = default) => _run.Connected.WaitAsync(cancellationToken);

    /// <summary>Runs a command, once there has been a connection.</summary>
    /// <param name="command">The command; a name stands for one without arguments.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the command returned.</returns>
    /// <exception cref="InvalidOperationException">The monitor was stopped before it was connected.</exception>
    /// <exception cref="QmpException">QEMU refused the command, or the connection is lost.</exception>
    public async Task<JsonElement> ExecuteAsync(QmpCommand command, CancellationToken cancellationToken = default)
    {
        var client = await GetClientAsync(cancellationToken).ConfigureAwait(false);
        return await client.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The name and the endpoint.</summary>
    /// <returns>Such as <c>vm1 (unix:/run/vm1.sock)</c>.</returns>
    public override string ToString() => $"{Name} ({Endpoint})";

    internal void Start(IReadOnlyList<IQmpEventHandler> handlers) => _run.Start(handlers);

    internal Task StopAsync() => _run.StopAsync();
}
