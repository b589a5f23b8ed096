using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting;

/// <summary>
/// All monitors of the host: those that were added to the services, and those that are started while it runs, as for machines
/// that come and go.
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
    /// How a monitor connects whose options do not say it: for ever, with at most 5 s between attempts, and again after the
    /// machine has shut down.
    /// </summary>
    public static QmpReconnectOptions DefaultReconnect { get; } = new() { MaxDelay = TimeSpan.FromSeconds(5), AfterShutdown = true };

    /// <summary>
    /// After how much silence a monitor asks for a sign of life whose options do not say it: 15 s. See
    /// <see cref="QmpClientOptions.KeepAliveInterval"/>.
    /// </summary>
    public static TimeSpan DefaultKeepAliveInterval { get; } = TimeSpan.FromSeconds(15);

    /// <summary>The monitors at this moment, by name.</summary>
    public IReadOnlyList<QmpMonitor> All => [.. _monitors.Values.OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>Finds a monitor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The monitor, or null if there is none of that name.</returns>
    public QmpMonitor? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _monitors.GetValueOrDefault(name);
    }

    /// <summary>Starts to follow a machine.</summary>
    /// <param name="name">A name that no other monitor has.</param>
    /// <param name="endpoint">Where its monitor is; nothing needs to be there yet.</param>
    /// <param name="options">How to connect and behave; without <see cref="QmpClientOptions.Reconnect"/> by <see cref="DefaultReconnect"/>, without <see cref="QmpClientOptions.KeepAliveInterval"/> by <see cref="DefaultKeepAliveInterval"/>.</param>
    /// <param name="handlers">Make what handles the events; each event goes to all of them, one after the other.</param>
    /// <returns>The monitor, which connects from now on.</returns>
    /// <exception cref="ArgumentException">There is a monitor of that name.</exception>
    public QmpMonitor Start(string name, QmpEndpoint endpoint, QmpClientOptions? options = null, params IReadOnlyList<Func<QmpMonitor, IQmpEventHandler>> handlers)
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

    /// <summary>Stops to follow a machine, and closes its connection.</summary>
    /// <param name="name">The monitor's name.</param>
    /// <returns>False if there is none of that name; ends when its handlers have ended, unless it is one of them that calls this.</returns>
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
            : throw new ArgumentException($"There is a monitor '{name}' already, at {_monitors[name].Endpoint}; give each a name of its own.", nameof(name));
    }

    internal Task StopAllAsync() => Task.WhenAll(_monitors.Keys.Select(StopAsync));
}
