using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace QmpGen.Hosting;

/// <summary>
/// Says how the monitors are: <c>services.AddHealthChecks().AddCheck&lt;QmpHealthCheck&gt;("qemu")</c>. Healthy if each is
/// connected; degraded if one is not because its machine was shut down; otherwise what the registration says for a failure.
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
        var data = all.ToDictionary(m => m.Name, object (m) => m.IsConnected ? "connected" : m.Problem ?? "not connected yet", StringComparer.Ordinal);
        return Task.FromResult(new HealthCheckResult(status, description, data: data));
    }
}
