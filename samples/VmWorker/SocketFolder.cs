using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QmpGen;
using QmpGen.Hosting;

namespace VmWorker;

/// <summary>Starts a monitor for each socket that appears and stops it when the socket is gone.</summary>
internal sealed class SocketFolder(QmpMonitors monitors, IConfiguration configuration, ILoggerFactory loggers) : BackgroundService
{
    private static readonly QmpClientOptions Options = new() { EventReader = QmpEvents.Reader };

    // The watcher can miss changes when there are many at once.
    private static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(10);

    private readonly string _folder = configuration["Folder"]!;
    private readonly ILogger _log = loggers.CreateLogger<SocketFolder>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(1);
        using var watcher = new FileSystemWatcher(_folder, "*.sock");
        watcher.Created += (_, _) => changed.Release();
        watcher.Deleted += (_, _) => changed.Release();
        watcher.Renamed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await changed.WaitAsync(RescanInterval, stoppingToken);
            await FollowAsync();
        }
    }

    private async Task FollowAsync()
    {
        var sockets = Directory.EnumerateFiles(_folder, "*.sock").ToDictionary(path => Path.GetFileNameWithoutExtension(path)!);
        foreach (var gone in monitors.All.Where(m => !sockets.ContainsKey(m.Name)))
        {
            await monitors.StopAsync(gone.Name);
            _log.LogInformation("{Vm} is gone", gone.Name);
        }

        foreach (var (name, path) in sockets.Where(s => monitors.Find(s.Key) is null))
        {
            _log.LogInformation("{Vm} appeared", name);
            monitors.Start(name, QmpEndpoint.Unix(path), Options, vm => new VmLog(vm, loggers.CreateLogger<VmLog>()));
        }
    }
}
