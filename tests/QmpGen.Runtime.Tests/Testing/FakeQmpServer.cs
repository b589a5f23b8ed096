using System.Net.Sockets;

namespace QmpGen.Testing;

/// <summary>A QMP server that follows scripts, one for each connection, in memory or on a unix socket.</summary>
public sealed class FakeQmpServer : IAsyncDisposable
{
    private readonly Queue<FakeQmpScript> _scripts;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposal = new();
    private readonly List<Task> _connections = [];
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket? _listener;
    private readonly string? _folder;
    private readonly Task _accepting = Task.CompletedTask;
    private int _unplayed;

    private FakeQmpServer(FakeQmpScript[] scripts, TimeProvider? time, bool listens)
    {
        _scripts = new Queue<FakeQmpScript>(scripts);
        _unplayed = scripts.Length;
        _time = time ?? TimeProvider.System;
        if (listens)
        {
            _folder = Directory.CreateTempSubdirectory("qmp").FullName;
            _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "s")));
            _listener.Listen();
            _accepting = AcceptAsync(_listener);
        }
    }

    /// <summary>The path of the unix socket.</summary>
    public string SocketPath => Path.Combine(_folder ?? throw new InvalidOperationException("This server is in memory: use Connect."), "s");

    /// <summary>Ends when every script has been played; fails with the first thing that went against one.</summary>
    public Task Played => _played.Task;

    /// <summary>A server whose connections are streams in memory, where a test chooses how bytes are cut into reads.</summary>
    /// <param name="scripts">What to do, one script for each connection.</param>
    /// <returns>The server.</returns>
    public static FakeQmpServer InMemory(params FakeQmpScript[] scripts) => new(scripts, time: null, listens: false);

    /// <summary>A server in memory with a clock of its own.</summary>
    /// <param name="time">The clock for <see cref="FakeQmpScript.Delay"/>.</param>
    /// <param name="scripts">What to do, one script for each connection.</param>
    /// <returns>The server.</returns>
    public static FakeQmpServer InMemory(TimeProvider time, params FakeQmpScript[] scripts) => new(scripts, time, listens: false);

    /// <summary>A server on a unix socket in a temporary folder.</summary>
    /// <param name="scripts">What to do, one script for each connection; a client beyond the last is never greeted.</param>
    /// <returns>The server.</returns>
    public static FakeQmpServer OnUnixSocket(params FakeQmpScript[] scripts) => new(scripts, time: null, listens: true);

    /// <summary>Plays a script on a connection that was made elsewhere, as when QEMU dials in.</summary>
    /// <param name="stream">The server's end.</param>
    public void Play(Stream stream)
    {
        lock (_connections)
        {
            _connections.Add(PlayAsync(stream, _scripts.TryDequeue(out var script) ? script : null));
        }
    }

    /// <summary>Connects in memory.</summary>
    /// <returns>The client's end.</returns>
    public FakeStream Connect()
    {
        var (client, server) = FakeStream.CreatePair();
        Play(server);
        return client;
    }

    /// <summary>Ends every connection and removes the socket. It does not check that the scripts were played: see <see cref="Played"/>.</summary>
    /// <returns>Ends when nothing of the server is left.</returns>
    public async ValueTask DisposeAsync()
    {
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

        _disposal.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(_disposal.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            Play(new NetworkStream(socket, ownsSocket: true));
        }
    }

    private async Task PlayAsync(Stream stream, FakeQmpScript? script)
    {
        await using var connection = new FakeQmpConnection(stream);
        var number = 0;
        try
        {
            foreach (var step in script?.Steps ?? [])
            {
                number++;
                await step.Play(connection, _time, _disposal.Token).ConfigureAwait(false);
            }

            if (script is not null && Interlocked.Decrement(ref _unplayed) == 0)
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
            _played.TrySetException(new FakeQmpException($"Step {number}, {script!.Steps[number - 1].Name}: {exception.Message}", exception));
            _ = _played.Task.Exception;
        }
    }
}
