namespace QmpGen.Testing;

/// <summary>
/// A QMP server for tests, in memory or on a Unix socket. By default, it greets, negotiates, answers every command and sends the
/// events that the test specifies. With scripts, it plays one script per connection.
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

    /// <summary>The path of the Unix socket.</summary>
    /// <exception cref="InvalidOperationException">The server is in memory.</exception>
    public string SocketPath =>
        _path ?? throw new InvalidOperationException("This server is in memory and has no path. Use Endpoint or Connect.");

    /// <summary>The endpoint that clients connect to, any number of times: <c>QmpClient.ConnectAsync(server.Endpoint)</c>.</summary>
    public QmpEndpoint Endpoint => _path is null
        ? QmpEndpoint.FromStream("a test server in memory", _ => Task.FromResult<Stream>(Connect()))
        : QmpEndpoint.Unix(_path);

    /// <summary>
    /// Completes when every script has been played. Fails with a <see cref="QmpTestException"/> at the first step that the client
    /// does not follow. Without scripts, it is already completed.
    /// </summary>
    public Task Completion => _played.Task;

    internal TimeProvider Time { get; }

    /// <summary>
    /// Creates a server whose connections are in-memory streams, on which a test controls how bytes are split into reads.
    /// </summary>
    /// <param name="scripts">
    /// One script per connection; further clients are never greeted. Without scripts, every client is greeted and every command
    /// is answered.
    /// </param>
    /// <returns>The server.</returns>
    public static QmpTestServer InMemory(params QmpTestScript[] scripts) => new(scripts, time: null);

    /// <summary>Creates an in-memory server with its own clock.</summary>
    /// <param name="time">The clock for <see cref="QmpTestScript.Delay"/> and for the time stamps of events.</param>
    /// <param name="scripts">One script per connection; further clients are never greeted.</param>
    /// <returns>The server.</returns>
    public static QmpTestServer InMemory(TimeProvider time, params QmpTestScript[] scripts) => new(scripts, time);

    /// <summary>Creates a server on a Unix socket in a temporary folder.</summary>
    /// <param name="scripts">One script per connection; further clients are never greeted.</param>
    /// <returns>The server.</returns>
    public static QmpTestServer OnUnixSocket(params QmpTestScript[] scripts) => new(scripts, time: null, listens: true);

    /// <summary>Creates a server on a Unix socket at a given path, for example to replace a server that was disposed.</summary>
    /// <param name="path">The socket's path, of at most 107 bytes. A socket file that nobody listens on is replaced.</param>
    /// <param name="scripts">One script per connection; further clients are never greeted.</param>
    /// <returns>The server.</returns>
    /// <exception cref="QmpConnectException">Listening failed; the message says why and what to do.</exception>
    public static QmpTestServer OnUnixSocketAt(string path, params QmpTestScript[] scripts)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(scripts, time: null, path, listens: true);
    }

    /// <summary>Serves an existing connection, for example to a <see cref="QmpListener"/>.</summary>
    /// <param name="stream">The server's end of the connection.</param>
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
    /// <returns>The client's end of the connection.</returns>
    /// <exception cref="IOException">The server has been disposed.</exception>
    public QmpTestStream Connect()
    {
        if (_disposal.IsCancellationRequested)
        {
            throw new IOException("the test server has been disposed");
        }

        var (client, server) = QmpTestStream.CreatePair();
        Play(server);
        return client;
    }

    /// <summary>
    /// Closes every connection and removes the socket. Can be called more than once. It does not check that the scripts
    /// were played; see <see cref="Completion"/>.
    /// </summary>
    /// <returns>A task that completes when the server has released all its resources.</returns>
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

            await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, _disposal.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            _played.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Of a server without scripts nobody asks how it went: a client may leave in any way.
            _played.TrySetException(
                new QmpTestException($"Step {number}, {script!.Steps[number - 1].Name}: {exception.Message}", exception));
            _ = _played.Task.Exception;
        }
    }
}
