using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using QmpGen.Framing;

namespace QmpGen;

/// <summary>How a client connects and behaves. Every time limit may be <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
public sealed record QmpClientOptions
{
    internal static QmpClientOptions Default { get; } = new();

    /// <summary>Turns the text of events into records: <c>QmpEvents.Reader</c> of a generated spec. By default every event is an <see cref="UnknownEvent"/>.</summary>
    public QmpEventReader EventReader { get; init; } = QmpEventReader.Untyped;

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the server may take to greet. A monitor serves one client at a time and lets a second one connect without
    /// a word, so this limit is what notices an occupied monitor.
    /// </summary>
    public TimeSpan GreetingTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to answer <c>qmp_capabilities</c>.</summary>
    public TimeSpan NegotiationTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>How long a command may take that has no limit of its own; by default without limit, since some commands take minutes.</summary>
    public TimeSpan CommandTimeout { get; init => field = Checked(value); } = Timeout.InfiniteTimeSpan;

    /// <summary>How long the peer may take to accept what is sent. When it passes the session ends: half a command has been sent.</summary>
    public TimeSpan WriteTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After how much silence to ask QEMU for a sign of life; <see cref="Timeout.InfiniteTimeSpan"/> for never. A QEMU that was
    /// stopped, or a host that lost its power, closes no connection: without this, only a command with a time limit notices it.
    /// The client sends <c>query-version</c> when nothing has come for this long and no command is in flight, and takes
    /// anything that comes for an answer; if nothing does within <see cref="KeepAliveTimeout"/>, the session ends with
    /// <see cref="QmpTimeoutKind.KeepAlive"/>. Null, the default, is never for a client of your own, and 15 s for one of
    /// QmpGen.Hosting.
    /// </summary>
    public TimeSpan? KeepAliveInterval { get; init => field = value is { } interval ? Checked(interval) : null; }

    /// <summary>How long the answer to <see cref="KeepAliveInterval"/>'s question may take.</summary>
    public TimeSpan KeepAliveTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(15);

    /// <summary>Maximum size of one message in bytes: 64 MiB by default, 512 MiB at most. QEMU's largest known replies have 8 MB.</summary>
    public int MaxMessageSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, FrameReader.LargestSize);
            field = value;
        }
    } = 64 * 1024 * 1024;

    /// <summary>
    /// How many events <see cref="QmpClient.Events"/> holds for a reader that is late or does not come, after which it
    /// drops the oldest. With 0 it holds none, and events that nobody subscribed to are skipped unread.
    /// </summary>
    public int EventCapacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 4096;

    /// <summary>Whether events keep the text they were read from, as <see cref="QmpEvent.RawJson"/>.</summary>
    public bool KeepRawJson { get; init; }

    /// <summary>Whether to enable out-of-band execution where the server offers it.</summary>
    public bool EnableOutOfBand { get; init; }

    /// <summary>How to connect again after the connection is lost; null, the default, for not at all. A QEMU that shut down is waited for only with <see cref="QmpReconnectOptions.AfterShutdown"/>.</summary>
    public QmpReconnectOptions? Reconnect { get; init; }

    /// <summary>
    /// Puts a stream of its own around each connection, as a recorder does; null, the default, for none. It is called once
    /// for every connection, and the client owns what it returns, which owns the stream inside. If it throws, the stream is
    /// closed and connecting fails with what it threw.
    /// </summary>
    public Func<Stream, Stream>? WrapConnection { get; init; }

    /// <summary>Where to log to. What is sent and received is logged at the level Trace only.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock for every time limit and delay.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static TimeSpan Checked(TimeSpan limit, [CallerMemberName] string name = "") =>
        limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan
            ? limit
            : throw new ArgumentOutOfRangeException(name, limit, "A time limit must be positive or infinite.");
}
