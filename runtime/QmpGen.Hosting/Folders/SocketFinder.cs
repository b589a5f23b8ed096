using System.Threading.Channels;

namespace QmpGen.Hosting.Folders;

/// <summary>
/// Follows which sockets a pattern stands for. The system tells of changes, but may miss some or refuse to tell, so it
/// looks again from time to time all the same.
/// </summary>
internal sealed class SocketFinder : IDisposable
{
    private static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(2);

    // What is told in a burst is looked at once.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    private readonly string _pattern;
    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _watcher;

    public SocketFinder(string pattern, TimeProvider time)
    {
        _pattern = pattern;
        _root = PathPattern.Root(pattern);
        _time = time;
        TryWatch();
    }

    /// <summary>What could be a socket at the moment; whether it is one, connecting tells.</summary>
    public IReadOnlyList<string> Find()
    {
        try
        {
            return [.. PathPattern.Expand(_pattern).Where(MayBeSocket)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder changes while it is read; the next look sees what it became.
            return [];
        }
    }

    /// <summary>Waits until something may have changed.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        using var rescan = new CancellationTokenSource(RescanInterval, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(rescan.Token, cancellation);
        try
        {
            await _changes.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            await Task.Delay(Settle, _time, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (rescan.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            TryWatch();
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private void TryWatch()
    {
        if (_watcher is not null || !Directory.Exists(_root))
        {
            return;
        }

        try
        {
            // Not what lies deeper: the tree may be of any size, and looking from time to time finds that too.
            _watcher = new FileSystemWatcher(_root) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName };
            _watcher.Created += OnChanged;
            _watcher.Deleted += OnChanged;
            _watcher.Renamed += OnChanged;
            _watcher.Error += (_, _) => _changes.Writer.TryWrite(true);
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // The system's watches are used up; looking from time to time does without.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    private void OnChanged(object sender, FileSystemEventArgs change) => _changes.Writer.TryWrite(true);

    /// <summary>A socket has no bytes to read and is no folder; that rules out logs and files of process ids.</summary>
    private static bool MayBeSocket(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == 0;
    }
}
