using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>
/// The monitors of the host: those registered with the services, and those started at run time, for machines that come and
/// go.
/// </summary>
public sealed class QmpMonitors : IDisposable, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, QmpMonitor> _monitors = new(StringComparer.Ordinal);
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly MonitorMetrics _metrics;

    internal QmpMonitors(IServiceProvider services)
    {
        _loggers = services.GetRequiredService<ILoggerFactory>();
        _logger = _loggers.CreateLogger(typeof(QmpMonitors).FullName!);
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _metrics = new MonitorMetrics(services.GetService<IMeterFactory>(), () => _monitors.Values);
    }

    /// <summary>
    /// The reconnect options of monitors whose options have none: retries without a limit, at most 5 s apart, including after the
    /// machine shuts down.
    /// </summary>
    public static QmpReconnectOptions DefaultReconnect { get; } = new() { MaxDelay = TimeSpan.FromSeconds(5), AfterShutdown = true };

    /// <summary>
    /// The <see cref="QmpClientOptions.KeepAliveInterval"/> of monitors whose options have none: 15 s.
    /// </summary>
    public static TimeSpan DefaultKeepAliveInterval { get; } = TimeSpan.FromSeconds(15);

    /// <summary>A snapshot of the current monitors, sorted by name.</summary>
    public IReadOnlyList<QmpMonitor> All => [.. _monitors.Values.OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>Finds a monitor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The monitor; <see langword="null"/> if there is none with that name.</returns>
    public QmpMonitor? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _monitors.GetValueOrDefault(name);
    }

    /// <summary>Starts a monitor.</summary>
    /// <param name="name">A unique name.</param>
    /// <param name="endpoint">The monitor's endpoint. The machine need not be running yet.</param>
    /// <param name="options">
    /// The client's options. If <see cref="QmpClientOptions.Reconnect"/> is not set, <see cref="DefaultReconnect"/> is used; if
    /// <see cref="QmpClientOptions.KeepAliveInterval"/> is not set, <see cref="DefaultKeepAliveInterval"/> is used.
    /// </param>
    /// <param name="handlers">Factories of the event handlers. Each event is passed to all handlers, one after the other.</param>
    /// <returns>The monitor, which starts connecting in the background.</returns>
    /// <exception cref="ArgumentException">A monitor with that name exists.</exception>
    public QmpMonitor Start(
        string name,
        QmpEndpoint endpoint,
        QmpClientOptions? options = null,
        params IReadOnlyList<Func<QmpMonitor,
        IQmpEventHandler>> handlers)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        var monitor = Add(name, endpoint, options ?? new QmpClientOptions());
        try
        {
            monitor.Start([.. handlers.Select(make => make(monitor))]);
            return monitor;
        }
        catch
        {
            _monitors.TryRemove(name, out _);
            throw;
        }
    }

    /// <summary>Stops a monitor and closes its connection.</summary>
    /// <param name="name">The monitor's name.</param>
    /// <returns><see langword="false"/> if there is no monitor with that name. The task completes when the monitor's
    /// handlers have finished,
    /// unless one of them calls this method.</returns>
    public async Task<bool> StopAsync(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_monitors.TryRemove(name, out var monitor))
        {
            return false;
        }

        await monitor.StopAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Stops every monitor, without waiting for its handlers.</summary>
    public void Dispose()
    {
        _ = StopAllAsync();
        _metrics.Dispose();
    }

    /// <summary>Stops every monitor that the host has not stopped, as when it failed to start.</summary>
    /// <returns>Ends when their handlers have ended.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAllAsync().ConfigureAwait(false);
        _metrics.Dispose();
    }

    internal QmpMonitor Add(string name, QmpEndpoint endpoint, QmpClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(endpoint);
        var complete = options with
        {
            LoggerFactory = options.LoggerFactory ?? _loggers,
            KeepAliveInterval = options.KeepAliveInterval ?? DefaultKeepAliveInterval,
            TimeProvider = options.TimeProvider == TimeProvider.System ? _time : options.TimeProvider,
        };
        var monitor = new QmpMonitor(name, endpoint, complete, _metrics, _logger);
        return _monitors.TryAdd(name, monitor)
            ? monitor
            : throw new ArgumentException(
                $"The monitor '{name}' already exists, at {_monitors[name].Endpoint}. Use a unique name for each monitor.", nameof(name));
    }

    /// <summary>Removes a monitor that has ended by itself, unless another one has its name by now.</summary>
    internal void Remove(QmpMonitor monitor) => _monitors.TryRemove(new(monitor.Name, monitor));

    internal Task StopAllAsync() => Task.WhenAll(_monitors.Keys.Select(StopAsync));
}
