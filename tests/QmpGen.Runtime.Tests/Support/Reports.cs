namespace QmpGen.Tests;

/// <summary>Keeps what is reported, in its order; the framework's own receiver passes it on to other threads.</summary>
internal sealed class Reports<T> : IProgress<T>
{
    private readonly List<T> _all = [];
    private readonly List<(int Count, TaskCompletionSource Came)> _waiting = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Waits until so many have been reported.</summary>
    public Task WaitForAsync(int count)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_all)
        {
            _waiting.Add((count, came));
            Release();
        }

        return came.Task;
    }

    public void Report(T value)
    {
        lock (_all)
        {
            _all.Add(value);
            Release();
        }
    }

    private void Release() => _waiting.FindAll(w => w.Count <= _all.Count).ForEach(w => w.Came.TrySetResult());
}
