using System.Collections.Concurrent;
using System.Globalization;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Watching;

namespace QmpWatch.Recordings;

/// <summary>A recording that is played to real clients, which see what the recorded ones saw.</summary>
internal sealed class PlayedSession : IAsyncDisposable
{
    private readonly QmpPlayer _player;
    private readonly ConcurrentDictionary<string, Func<Task>> _told = new(StringComparer.Ordinal);

    private PlayedSession(QmpRecording recording, double speed, IReadOnlyDictionary<string, RecordedConnections> machines, string? notice)
    {
        _player = new QmpPlayer(recording, speed)
        {
            WaitForClients = true,
            WaitForHandling = (vm, _) => _told.TryGetValue(vm, out var told) ? told() : Task.CompletedTask,
        };
        Vms = [.. _player.Vms.Select(name => ToVm(name, machines[name]))];
        Notice = notice;
    }

    /// <summary>The recorded machines.</summary>
    public IReadOnlyList<Vm> Vms { get; }

    /// <summary>What is to be said of the recording; null if nothing is.</summary>
    public string? Notice { get; }

    /// <summary>Opens a recording and reads it through, so that what is wrong with it shows before anything is played.</summary>
    /// <param name="path">The file.</param>
    /// <param name="speed">How many times as fast as it was recorded.</param>
    /// <exception cref="RecordingProblem">It cannot be read; the message names file, line and what is wrong with it.</exception>
    public static PlayedSession Open(string path, double speed)
    {
        try
        {
            var recording = QmpRecording.Open(path);
            var machines = RecordedConnections.Of(recording);
            return new PlayedSession(recording, speed, machines, recording.Notice is { } notice ? $"{path}: {notice}" : null);
        }
        catch (QmpRecordingException failure)
        {
            throw new RecordingProblem($"{path}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RecordingProblem($"The recording '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Options for clients that wait as long as the recorded ones did.</summary>
    public static QmpClientOptions WithoutTimeouts(QmpClientOptions options) => options with
    {
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        GreetingTimeout = Timeout.InfiniteTimeSpan,
        NegotiationTimeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Reads a speed: a number such as <c>10</c> or <c>0.5</c>, or <c>max</c>.</summary>
    public static bool TryParseSpeed(string text, out double speed)
    {
        speed = QmpPlayer.FullSpeed;
        return text == "max"
            || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out speed) && speed is > 0 and < 1e9);
    }

    public ValueTask DisposeAsync() => _player.DisposeAsync();

    private static async Task<QmpClient> OpenAsync(QmpEndpoint endpoint, QmpClientOptions options, CancellationToken cancellation)
    {
        QmpClient? client = null;
        var wrap = options.WrapStream;
        client = await QmpClient.ConnectAsync(
            endpoint,
            options with
            {
                WrapStream = stream => new PacedStream(wrap?.Invoke(stream) ?? stream, () => Volatile.Read(ref client)?.Events),
            },
            cancellation);
        return client;
    }

    private Vm ToVm(string name, RecordedConnections connections)
    {
        var ended = 0;
        var endpoint = _player.EndpointOf(name);
        var vm = new Vm(name, endpoint)
        {
            Connections = connections.Count,
            Followed = told => _told[name] = told,
            Open = (options, cancellation) => OpenAsync(endpoint, options, cancellation),
        };
        return vm with
        {
            Judge = (reason, at) => connections.EndsWithRecording(ended++) && reason.Kind != QmpCloseKind.Shutdown
                ? new VmEnded(vm, at, "The recording ends here.", Trouble: null)
                : vm.End(reason, at),
        };
    }
}
