namespace QmpGen.Testing;

/// <summary>
/// A QMP server for tests, in memory or on a unix socket. By default it is a monitor that greets, negotiates, answers every
/// command and sends the events it is told to; given scripts it follows them, one for each connection.
/// </summary>
public sealed partial class QmpTestServer : IAsyncDisposable
{
    private readonly Queue<QmpTestScript> _scripts;
    private readonly bool _isScripted;
    private readonly CancellationTokenSource _disposal = new();
    private readonly List<Task> _connections = [];
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QmpListener? _listener;
    private readonly string? _folder;
    private readonly string? _path;
    private readonly Task _accepting = Task.CompletedTask;
    private int _unplayed;
    private bool _isDisposed;

    private QmpTestServer(QmpTestScript[] scripts, TimeProvider? time, string? path = null, bool listens = false)
    {
        _scripts = new Queue<QmpTestScript>(scripts);
        _isScripted = scripts.Length > 0;
        _unplayed = scripts.Length;
        Time = time ?? TimeProvider.System;
        if (!_isScripted)
        {
            _played.SetResult();
        }

        if (listens)
        {
            // The system limits the length of a socket's path, and a test's own folder may be deep.
            _folder = path is null ? Directory.CreateTempSubdirectory("qmp").FullName : null;
            _path = path ?? Path.Combine(_folder!, "s");
            _listener = QmpListener.Start(QmpEndpoint.Unix(_path));
            _accepting = AcceptAsync(_listener);
        }
    }

    /// <summary>The path of the unix socket.</summary>
    /// <exception cref="InvalidOperationException">The server is in memory.</exception>
    public string SocketPath => _path ?? throw new InvalidOperationException("This server is in memory and has no path: use Endpoint or Connect.");

    /// <summary>Where clients connect to, as often as they like: <c>QmpClient.ConnectAsync(server.Endpoint)</c>.</summary>
    public QmpEndpoint Endpoint => _path is null
        ? QmpEndpoint.Through("a test server in memory", _ => Task.FromResult<Stream>(Connect()))
        : QmpEndpoint.Unix(_path);

    /// <summary>
    /// Ends when every script has been played; fails with a <see cref="QmpTestException"/> for the first thing that went
    /// against one. Without scripts it has ended from the start.
    /// </summary>
    public Task Played => _played.Task;

    internal TimeProvider Time { get; }

    /// <summary>A server whose connections are streams in memory, where a test chooses how bytes are cut into reads.</summary>
    /// <param name="scripts">
    /// What to do, one script for each connection; a client beyond the last is never greeted. Without any, every client is
    /// greeted and every command answered.
    /// </param>
    /// <returns>The server.</returns>
    public static QmpTestServer InMemory(params QmpTestScript[] scripts) => new(scripts, time: null);

    /// <summary>A server in memory with a clock of its own.</summary>
    /// <param name="time">The clock for <see cref="QmpTestScript.Delay"/> and for the time stamps of events.</param>
    /// <param name="scripts">What to do, as for a server without a clock of its own.</param>
    /// <returns>The server.</returns>
    public static QmpTestServer InMemory(TimeProvider time, params QmpTestScript[] scripts) => new(scripts, time);

    /// <summary>A server on a unix socket in a temporary folder.</summary>
    /// <param name="scripts">What to do, as for a server in memory.</param>
    /// <returns>The server.</returns>
    public static QmpTestServer OnUnixSocket(params QmpTestScript[] scripts) => new(scripts, time: null, listens: true);

    /// <summary>A server on a unix socket of a name of its own, such as one that comes back where another one was.</summary>
    /// <param name="path">The socket's path, of 107 bytes at most; a socket there that nobody listens on is replaced.</param>
    /// <param name="scripts">What to do, as for a server in memory.</param>
    /// <returns>The server.</returns>
    /// <exception cref="QmpConnectException">It cannot listen there; the message says why and what to do.</exception>
    public static QmpTestServer OnUnixSocketAt(string path, params QmpTestScript[] scripts)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(scripts, time: null, path, listens: true);
    }

    /// <summary>Serves a connection that was made elsewhere, as when QEMU dials in.</summary>
    /// <param name="stream">The server's end.</param>
    public void Play(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        lock (_connections)
        {
            var script = _isScripted ? _scripts.TryDequeue(out var next) ? next : null : new QmpTestScript().Negotiate().AnswerEverything();
            _connections.Add(PlayAsync(stream, script));
        }
    }

    /// <summary>Connects in memory.</summary>
    /// <returns>The client's end.</returns>
    /// <exception cref="IOException">The server has been disposed of.</exception>
    public QmpTestStream Connect()
    {
        if (_disposal.IsCancellationRequested)
        {
            throw new IOException("the test server has been disposed of");
        }

        var (client, server) = QmpTestStream.CreatePair();
        Play(server);
        return client;
    }

    /// <summary>
    /// Ends every connection and removes the socket, once, however often it is called. It does not check that the scripts
    /// were played: see <see cref="Played"/>.
    /// </summary>
    /// <returns>Ends when nothing of the server is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _disposal.CancelAsync().ConfigureAwait(false);
        _listener?.Dispose();
        await _accepting.ConfigureAwait(false);
        Task[] connections;
        lock (_connections)
        {
            connections = [.. _connections];
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task AcceptAsync(QmpListener listener)
    {
        while (true)
        {
            Stream stream;
            try
            {
                stream = await listener.AcceptStreamAsync(_disposal.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or QmpConnectException or ObjectDisposedException)
            {
                return;
            }

            Play(stream);
        }
    }

    private async Task PlayAsync(Stream stream, QmpTestScript? script)
    {
        await using var connection = new QmpTestConnection(stream, this) { LineEnd = script?.LineEnd ?? string.Empty };
        var number = 0;
        try
        {
            foreach (var step in script?.Steps ?? [])
            {
                number++;
                await step.Play(connection, _disposal.Token).ConfigureAwait(false);
            }

            if (_isScripted && script is not null && Interlocked.Decrement(ref _unplayed) == 0)
            {
                _played.TrySetResult();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, _disposal.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            _played.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Of a server without scripts nobody asks how it went: a client may leave in any way.
            _played.TrySetException(new QmpTestException($"Step {number}, {script!.Steps[number - 1].Name}: {exception.Message}", exception));
            _ = _played.Task.Exception;
        }
    }
}
