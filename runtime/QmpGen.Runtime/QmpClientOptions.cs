using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using QmpGen.Framing;

namespace QmpGen;

/// <summary>Configures a <see cref="QmpClient"/>. Set a time limit to <see cref="Timeout.InfiniteTimeSpan"/> to disable it.</summary>
public sealed record QmpClientOptions
{
    /// <summary>How many bytes of unread events a subscription holds by default.</summary>
    internal const long DefaultByteCapacity = 64 * 1024 * 1024;

    internal static QmpClientOptions Default { get; } = new();

    /// <summary>
    /// Reads events into records: <c>QmpEvents.Reader</c> of a generated spec. By default, every event is an <see
    /// cref="UnknownEvent"/>, and a warning is logged with the first one; <see cref="QmpEventReader.Untyped"/> does the same without
    /// a warning.
    /// </summary>
    public QmpEventReader EventReader { get; init; } = QmpEventReader.Unset;

    /// <summary>Maximum time to connect.</summary>
    public TimeSpan ConnectTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Maximum time to wait for the greeting. A monitor serves one client at a time and accepts a second connection without
    /// greeting it, so this limit is what detects a busy monitor.
    /// </summary>
    public TimeSpan GreetingTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>Maximum time to wait for the answer to <c>qmp_capabilities</c>.</summary>
    public TimeSpan NegotiationTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Maximum time to wait for a reply, unless <see cref="QmpCommand.Timeout"/> is set. Infinite by default, because some commands
    /// take minutes; typed commands then have limits of their own: a minute for <c>query-*</c>, none for those that are known to
    /// take long, such as <c>migrate</c>, and five minutes for others.
    /// </summary>
    public TimeSpan CommandTimeout { get; init => field = Checked(value); } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Maximum time for the peer to accept the data sent. The session ends when it expires, because a command may be half
    /// sent.
    /// </summary>
    public TimeSpan WriteTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Maximum time from the first to the last byte of a message; 30 s by default. The session ends when it expires, because what
    /// follows could not be told from the rest of the message. Raise it for replies of many megabytes over a slow connection.
    /// </summary>
    public TimeSpan MessageTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time without data from QEMU after which the client checks that QEMU still answers;
    /// <see cref="Timeout.InfiniteTimeSpan"/> disables the check. A stopped QEMU, or a host without power, closes no connection:
    /// without this option, only a command with a time limit notices it. The client sends <c>query-version</c> if nothing has arrived
    /// for this time and no command is in flight. Any data counts as an answer; if none arrives within
    /// <see cref="KeepAliveTimeout"/>, the session ends with <see cref="QmpTimeoutKind.KeepAlive"/>. The default,
    /// <see langword="null"/>, means never for a client of your own and 15 s for a monitor of QmpGen.Hosting.
    /// </summary>
    public TimeSpan? KeepAliveInterval { get; init => field = value is { } interval ? Checked(interval) : null; }

    /// <summary>Maximum time to wait for the answer to the check of <see cref="KeepAliveInterval"/>.</summary>
    public TimeSpan KeepAliveTimeout { get; init => field = Checked(value); } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Maximum size of one message in bytes: 64 MiB by default, 512 MiB at most. QEMU's largest known replies are about 8
    /// MB.
    /// </summary>
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
    /// Maximum size of one event in bytes: 16 MiB by default. QEMU's events rarely exceed a few hundred bytes. A larger event that
    /// is not above <see cref="MaxMessageSize"/> is not read: subscriptions receive an <see cref="UnreadableEvent"/> with its name,
    /// and the session continues.
    /// </summary>
    public int MaxEventSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 16 * 1024 * 1024;

    /// <summary>
    /// Maximum number of unread events in <see cref="QmpClient.Events"/>; when the buffer is full, the oldest event is dropped.
    /// With 0, the buffer holds none, and events without a subscription are skipped unread.
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

    /// <summary>
    /// Maximum memory of the unread events in <see cref="QmpClient.Events"/>, in bytes; 64 MiB by default. When it is used up, the
    /// oldest events are dropped, as with <see cref="EventCapacity"/>. The same limit holds for events that arrive after a
    /// reconnection before its negotiation is complete. See <see cref="QmpSubscriptionOptions.ByteCapacity"/> for what is counted.
    /// </summary>
    public long EventByteCapacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = DefaultByteCapacity;

    /// <summary>Whether to keep the text of each event in <see cref="QmpEvent.RawJson"/>.</summary>
    public bool KeepRawJson { get; init; }

    /// <summary>
    /// Whether to ask QEMU for its schema, once per connection, and to refuse typed commands and arguments that it does not have with
    /// a <see cref="QmpNotSupportedException"/>. Off by default: the schema has about 200 KB, and QEMU refuses them as well.
    /// <see cref="QmpCommand{TResult}.Extra"/> arguments are not checked.
    /// </summary>
    public bool CheckCommands { get; init; }

    /// <summary>Whether to enable out-of-band execution if the server offers it.</summary>
    public bool EnableOutOfBand { get; init; }

    /// <summary>
    /// How to reconnect after a connection is lost; <see langword="null"/>, the default, disables reconnecting. The client reconnects
    /// after QEMU shuts down only if <see cref="QmpReconnectOptions.AfterShutdown"/> is set.
    /// </summary>
    public QmpReconnectOptions? Reconnect { get; init; }

    /// <summary>
    /// Wraps each connection in another stream, for example to record it; <see langword="null"/> by default. Called once per
    /// connection. The client owns the returned stream, which owns the inner one. If the function throws, the connection is
    /// closed and connecting fails with that exception.
    /// </summary>
    public Func<Stream, Stream>? WrapStream { get; init; }

    /// <summary>
    /// Creates the client's loggers. Messages sent and received are logged only at the Trace level, because they can hold
    /// secrets.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock for all time limits and delays.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static TimeSpan Checked(TimeSpan limit, [CallerMemberName] string name = "") =>
        limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan
            ? limit
            : throw new ArgumentOutOfRangeException(name, limit, "A time limit must be positive or Timeout.InfiniteTimeSpan.");
}
