namespace QmpGen.Protocol;

/// <summary>A session's way from its first byte to where commands may be run.</summary>
internal sealed class Negotiation
{
    private const int LongestQuote = 512;

    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _heard = [];

    /// <summary>Ends when the server has greeted.</summary>
    public Task Greeted => _greeted.Task;

    /// <summary>Ends when commands may be run.</summary>
    public Task Finished => _finished.Task;

    /// <summary>The command <c>qmp_capabilities</c> while it is on its way.</summary>
    public PendingCommand? Command { get; set; }

    /// <summary>Whether an event has come: then it is a monitor, whatever else is wrong.</summary>
    public bool HasSeenEvent { get; set; }

    /// <summary>Remembers the start of what came before a greeting.</summary>
    public void Hear(ReadOnlySpan<byte> bytes)
    {
        if (_heard.Length < LongestQuote)
        {
            _heard = [.. _heard, .. bytes[..Math.Min(bytes.Length, LongestQuote - _heard.Length)]];
        }
    }

    public void Greet() => _greeted.TrySetResult();

    public void Finish() => _finished.TrySetResult();

    /// <summary>Fails whatever has not ended.</summary>
    public void Fail(QmpCloseReason reason)
    {
        Fail(_greeted, reason);
        Fail(_finished, reason);

        // Nobody else looks at it, and a failure that nobody has seen is reported to the whole process.
        _ = Command?.Task.Exception;
    }

    /// <summary>What to say of a peer that does not greet.</summary>
    /// <param name="peer">What it is connected to.</param>
    public string DescribeSilence(string peer) => Said is { } said
        ? $"waiting for a QMP greeting from {peer}; the peer sent {said}{Judgement}"
        : $"waiting for a QMP greeting from {peer}; another client may hold the monitor, which serves one at a time, "
            + "or this is not a QMP monitor";

    /// <summary>What to say of a connection that ended before commands could be run.</summary>
    /// <param name="peer">What it was connected to.</param>
    /// <param name="reason">How it ended.</param>
    public QmpCloseReason DescribeEnd(string peer, QmpCloseReason reason)
    {
        var ended = $"{char.ToLowerInvariant(reason.Message[0])}{reason.Message[1..].TrimEnd('.')}";
        var message = reason.Kind is not (QmpCloseKind.ClosedByPeer or QmpCloseKind.ConnectionLost or QmpCloseKind.Shutdown)
            ? $"Could not negotiate with {peer}: {reason.Message}"
            : _greeted.Task.IsCompletedSuccessfully ? $"{peer} greeted but did not answer qmp_capabilities: {ended}."
            : Said is { } said ? $"Connected to {peer}, but no QMP greeting arrived: {ended} after it had sent {said}{Judgement}."
            : $"Connected to {peer}, but no QMP greeting arrived: {ended}.";
        return new QmpCloseReason(reason.Kind, message, reason.Exception);
    }

    private string? Said => _heard.AsSpan().Trim(" \t\r\n"u8) is { IsEmpty: false } text ? Excerpt.Of(FirstLine(text)) : null;

    private string Judgement => HasSeenEvent ? string.Empty : ", so this is probably not a QMP monitor";

    // What follows a first line, such as the date in an HTTP header, may be another one each time.
    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text) =>
        text.IndexOfAny((byte)'\r', (byte)'\n') is var end and > 0 ? text[..end] : text;

    private static void Fail(TaskCompletionSource source, QmpCloseReason reason)
    {
        if (source.TrySetException(new QmpConnectionClosedException(reason, "The negotiation")))
        {
            _ = source.Task.Exception;
        }
    }
}
