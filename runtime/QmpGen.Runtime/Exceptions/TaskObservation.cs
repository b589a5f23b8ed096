namespace QmpGen;

/// <summary>For tasks whose end nobody waits for any more.</summary>
internal static class TaskObservation
{
    /// <summary>Looks at the task's failure once it has one; otherwise the runtime reports it to the whole process.</summary>
    /// <param name="task">A task that is left alone.</param>
    public static void Observe(this Task task) => task.ContinueWith(
        static ended => ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
