using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace QmpGen.Hosting;

/// <summary>
/// Reports whether the monitors are connected: <c>services.AddHealthChecks().AddCheck&lt;QmpHealthCheck&gt;("qemu")</c>. Healthy if
/// all are connected; degraded if the others' machines shut down as announced; otherwise the registration's failure status.
/// </summary>
/// <param name="monitors">The host's monitors.</param>
public sealed class QmpHealthCheck(QmpMonitors monitors) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var all = monitors.All;
        var missing = all.Where(m => !m.IsConnected).ToList();
        var status = missing.Count == 0 ? HealthStatus.Healthy
            : missing.TrueForAll(m => m.HasShutDown) ? HealthStatus.Degraded
            : context.Registration.FailureStatus;
        var description = missing.Count == 0
            ? $"{all.Count} connected"
            : $"{missing.Count} of {all.Count} not connected: {string.Join(", ", missing.Select(m => m.Name))}";
        var data = all.ToDictionary(
            m => m.Name, object (m) => m.IsConnected ? "connected" : m.LastError ?? "not connected yet", StringComparer.Ordinal);
        return Task.FromResult(new HealthCheckResult(status, description, data: data));
    }
}
