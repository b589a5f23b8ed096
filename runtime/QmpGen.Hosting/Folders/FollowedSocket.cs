using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QmpGen.Hosting.Folders;

/// <summary>One socket of a folder: its monitor, and the handlers that were made for it.</summary>
internal sealed class FollowedSocket
{
    private readonly QmpMonitors _monitors;
    private readonly AsyncServiceScope _scope;
    private readonly ILogger _logger;
    private readonly List<IQmpEventHandler> _owned = [];
    private QmpMonitor? _monitor;
    private Task<bool> _ending = Task.FromResult(false);

    private FollowedSocket(QmpMonitors monitors, AsyncServiceScope scope, ILogger logger)
    {
        _monitors = monitors;
        _scope = scope;
        _logger = logger;
    }

    /// <summary>Whether nothing is left of it; if the socket is there again, it is another machine.</summary>
    public bool HasEnded => _ending is { IsCompletedSuccessfully: true, Result: true };

    /// <summary>Starts the monitor of a socket. If that fails, the log says why, and there is none.</summary>
    public static FollowedSocket Start(
        string path, FolderDefinition definition, QmpMonitors monitors, IServiceProvider services, ILogger logger)
    {
        var followed = new FollowedSocket(monitors, services.CreateAsyncScope(), logger);
        var name = definition.NameOf(path);
        try
        {
            followed._monitor = monitors.Start(
                name, QmpEndpoint.Unix(path), definition.Options, [.. definition.Handlers.Select(followed.MakerOf)]);
            Log.SocketAppeared(logger, followed._monitor);
        }
#pragma warning disable CA1031 // A name that is taken or a handler that cannot be made must not keep the other machines from theirs.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.SocketNotFollowed(logger, exception, name, path);
        }

        return followed;
    }

    /// <summary>The socket has no name any more: its connection goes on, and when that has ended, there is no other.</summary>
    public void NoteGone()
    {
        if (_ending.IsCompleted && !HasEnded)
        {
            _ending = EndAsync();
        }
    }

    /// <summary>Ends at once, with the host.</summary>
    public async Task StopAsync()
    {
        if (_monitor is { } monitor)
        {
            await monitor.StopAsync().ConfigureAwait(false);
        }

        if (!await _ending.ConfigureAwait(false))
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    private Func<QmpMonitor, IQmpEventHandler> MakerOf(HandlerSource source) => monitor =>
    {
        var handler = source.Make(_scope.ServiceProvider, monitor);
        if (source.IsOwned)
        {
            _owned.Add(handler);
        }

        return handler;
    };

    private async Task<bool> EndAsync()
    {
        if (_monitor is { } monitor)
        {
            if (!await monitor.TryRetireAsync().ConfigureAwait(false))
            {
                return false;
            }

            _monitors.Remove(monitor);
            Log.SocketGone(_logger, monitor);
        }

        await ReleaseAsync().ConfigureAwait(false);
        return true;
    }

    private async Task ReleaseAsync()
    {
        foreach (var handler in _owned)
        {
            if (handler is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (handler as IDisposable)?.Dispose();
            }
        }

        await _scope.DisposeAsync().ConfigureAwait(false);
    }
}
