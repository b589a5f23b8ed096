using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(QmpGen.Tests.UnobservedFailures))]

namespace QmpGen.Tests;

/// <summary>
/// Fails the run of a test project if any test has left a failed task that nobody looked at: the runtime reports such a
/// failure to the whole process, where a user's handler may end it.
/// </summary>
public sealed class UnobservedFailures : IDisposable
{
    private readonly ConcurrentQueue<Exception> _seen = new();

    public UnobservedFailures() => TaskScheduler.UnobservedTaskException += Note;

    public void Dispose()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= Note;
        if (!_seen.IsEmpty)
        {
            var kinds = _seen.Select(e => (e.InnerException ?? e).ToString()).GroupBy(text => text).Select(
                same => $"{same.Count()} times {same.Key}");
            throw new InvalidOperationException($"{_seen.Count} failures of tasks were never looked at:\n{string.Join("\n\n", kinds)}");
        }
    }

    private void Note(object? sender, UnobservedTaskExceptionEventArgs e) => _seen.Enqueue(e.Exception);
}
