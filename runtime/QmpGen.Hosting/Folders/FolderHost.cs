using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting.Folders;

/// <summary>Follows the sockets of a folder as long as the host runs: one monitor for each.</summary>
internal sealed class FolderHost(FolderDefinition definition, QmpMonitors monitors, IServiceProvider services) : BackgroundService
{
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(QmpMonitors).FullName!);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for a file system that may be slow.
        await Task.Yield();
        var followed = new Dictionary<string, FollowedSocket>(StringComparer.Ordinal);
        using var finder = new SocketFinder(definition.Pattern, services.GetService<TimeProvider>() ?? TimeProvider.System);
        try
        {
            while (true)
            {
                var found = finder.Find();
                foreach (var path in followed.Keys.Except(found, StringComparer.Ordinal).ToList())
                {
                    followed[path].NoteGone();
                }

                foreach (var path in followed.Where(f => f.Value.HasEnded).Select(f => f.Key).ToList())
                {
                    followed.Remove(path);
                }

                foreach (var path in found.Where(p => !followed.ContainsKey(p)))
                {
                    followed.Add(path, FollowedSocket.Start(path, definition, monitors, services, _logger));
                }

                await finder.WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(followed.Values.Select(f => f.StopAsync())).ConfigureAwait(false);
        }
    }
}
