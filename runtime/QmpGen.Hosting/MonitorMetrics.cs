using System.Diagnostics.Metrics;

namespace QmpGen.Hosting;

/// <summary>Metrics under the name <c>QmpGen.Hosting</c>; the clients' own are under <c>QmpGen</c>.</summary>
internal sealed class MonitorMetrics : IDisposable
{
    public const string MeterName = "QmpGen.Hosting";

    private readonly Meter _meter;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _durations;

    public MonitorMetrics(IMeterFactory? factory, Func<IEnumerable<QmpMonitor>> monitors)
    {
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _failures = _meter.CreateCounter<long>("qmp.monitor.handler.failures", "{failure}", "Events that a handler failed to handle");
        _durations = _meter.CreateHistogram<double>("qmp.monitor.handler.duration", "s", "Time that a handler takes to handle an event");
        _meter.CreateObservableGauge(
            "qmp.monitor.connected",
            () => monitors().Select(m => new Measurement<int>(m.IsConnected ? 1 : 0, MonitorTag(m.Name))),
            "{monitor}",
            "1 if the monitor is connected, otherwise 0");
    }

    public void HandlerFailed(string monitor, string eventName) => _failures.Add(1, MonitorTag(monitor), EventTag(eventName));

    public void Handled(string monitor, string eventName, TimeSpan duration) =>
        _durations.Record(duration.TotalSeconds, MonitorTag(monitor), EventTag(eventName));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> MonitorTag(string monitor) => new("qmp.monitor.name", monitor);

    private static KeyValuePair<string, object?> EventTag(string eventName) => new("qmp.event.name", eventName);
}
