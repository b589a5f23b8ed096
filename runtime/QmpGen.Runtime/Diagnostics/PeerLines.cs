using Microsoft.Extensions.Logging;

namespace QmpGen.Diagnostics;

/// <summary>
/// The log lines whose number the peer decides: the first of a kind, and then one per interval that says how many it stands for. Used
/// on the read loop and between sessions, never at the same time.
/// </summary>
/// <param name="logger">Where to log to.</param>
/// <param name="time">The clock.</param>
internal sealed class PeerLines(ILogger logger, TimeProvider time)
{
    private const int LongestName = 100;

    private LineLimit _skipped;
    private LineLimit _unreadable;
    private LineLimit _late;
    private string _lastUnreadable = string.Empty;

    public void MessageSkipped(int length)
    {
        switch (_skipped.Count(time))
        {
            case 0:
                break;
            case 1:
                Log.MessageSkipped(logger, length);
                break;
            case var count:
                Log.MoreMessagesSkipped(logger, count, LineLimit.Interval);
                break;
        }
    }

    public void EventUnreadable(string name, string? path)
    {
        _lastUnreadable = Start(name);
        switch (_unreadable.Count(time))
        {
            case 0:
                break;
            case 1:
                Log.EventUnreadable(logger, _lastUnreadable, path is null ? null : Start(path));
                break;
            case var count:
                Log.MoreEventsUnreadable(logger, count, _lastUnreadable, LineLimit.Interval);
                break;
        }
    }

    public void ReplyLate()
    {
        if (_late.Count(time) is > 0 and var count)
        {
            Log.LateReplies(logger, count);
        }
    }

    /// <summary>Logs what no line has stood for yet, at the end of a session.</summary>
    public void LogRest()
    {
        if (_unreadable.TakeRest() is > 0 and var events)
        {
            Log.MoreEventsUnreadable(logger, events, _lastUnreadable, LineLimit.Interval);
        }

        if (_skipped.TakeRest() is > 0 and var messages)
        {
            Log.MoreMessagesSkipped(logger, messages, LineLimit.Interval);
        }

        if (_late.TakeRest() is > 0 and var replies)
        {
            Log.LateReplies(logger, replies);
        }
    }

    private static string Start(string text) =>
        ForeignText.OnOneLine(text.Length <= LongestName ? text : $"{text.AsSpan(0, LongestName)}…");
}
