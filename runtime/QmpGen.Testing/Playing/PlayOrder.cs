namespace QmpGen.Testing;

/// <summary>
/// Lets the machines of a recording play their lines in the recorded order: each waits until no other has an earlier line to play.
/// </summary>
internal sealed class PlayOrder
{
    private readonly Lock _moving = new();
    private readonly Dictionary<string, NextLine> _places = new(StringComparer.Ordinal);

    /// <summary>Whether a machine keeps its place while it has no client.</summary>
    public bool WaitsForClients { get; set; }

    /// <summary>Waits until a client's user has handled what the client has received; null if nobody needs that.</summary>
    public Func<string, CancellationToken, Task>? Handled { get; set; }

    /// <summary>Sets a machine's next line, and lets the machine play that has the earliest one now.</summary>
    /// <param name="vm">The machine.</param>
    /// <param name="line">The number of its next line in the recording.</param>
    public void Place(string vm, long line)
    {
        lock (_moving)
        {
            Move(vm, line);
            LetFirstPlay();
        }
    }

    /// <summary>Sets a machine's next line if no other machine has an earlier one.</summary>
    /// <returns>Whether the machine may play the line.</returns>
    public bool TryPlace(string vm, long line)
    {
        lock (_moving)
        {
            var isFirst = _places.All(p => p.Key == vm || p.Value.Line > line);
            if (isFirst)
            {
                Move(vm, line);
            }

            return isFirst;
        }
    }

    /// <summary>Sets a machine's next line and waits until no other machine has an earlier one.</summary>
    public Task PlaceAndWaitAsync(string vm, long line, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_moving)
        {
            turn = Move(vm, line).Turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            LetFirstPlay();
        }

        return turn.Task.WaitAsync(cancellationToken);
    }

    /// <summary>No other machine waits for this one any longer.</summary>
    public void Leave(string vm)
    {
        lock (_moving)
        {
            _places.Remove(vm);
            LetFirstPlay();
        }
    }

    private NextLine Move(string vm, long line)
    {
        if (!_places.TryGetValue(vm, out var place))
        {
            _places.Add(vm, place = new NextLine());
        }

        place.Line = line;
        return place;
    }

    private void LetFirstPlay()
    {
        if (_places.Count > 0)
        {
            _places.Values.MinBy(p => p.Line)!.Turn?.TrySetResult();
        }
    }

    private sealed class NextLine
    {
        public long Line { get; set; }

        public TaskCompletionSource? Turn { get; set; }
    }
}
