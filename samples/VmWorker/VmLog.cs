using Microsoft.Extensions.Logging;
using QmpGen;
using QmpGen.Hosting;

namespace VmWorker;

/// <summary>Logs a machine's events, disk errors as warnings.</summary>
internal sealed class VmLog(QmpMonitor vm, ILogger<VmLog> log) : QmpEventHandler
{
    protected override Task OnBlockIoErrorAsync(BlockIoErrorEvent e, CancellationToken cancellationToken)
    {
        log.LogWarning("{Vm}: {Device} failed on {Operation}", vm.Name, e.Device, e.Operation);
        return Task.CompletedTask;
    }

    protected override Task OnStopAsync(StopEvent e, CancellationToken cancellationToken) => LogAsync("stopped");

    protected override Task OnResumeAsync(ResumeEvent e, CancellationToken cancellationToken) => LogAsync("resumed");

    protected override Task OnShutdownAsync(ShutdownEvent e, CancellationToken cancellationToken) => LogAsync("is shutting down");

    protected override Task HandleUnknownAsync(QmpEvent e, CancellationToken cancellationToken) =>
        LogAsync(e is ConnectionGapEvent ? "reconnected; events in between are lost" : e.EventName);

    private Task LogAsync(string what)
    {
        log.LogInformation("{Vm}: {What}", vm.Name, what);
        return Task.CompletedTask;
    }
}
