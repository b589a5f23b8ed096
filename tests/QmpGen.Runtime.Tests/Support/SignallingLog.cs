using Microsoft.Extensions.Logging;

namespace QmpGen.Tests;

/// <summary>Tells a test that the client has come to a point which only its log shows.</summary>
internal sealed class SignallingLog(string text, Action? then = null) : ILoggerFactory, ILogger
{
    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Signalled => _signalled.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Trace;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains(text, StringComparison.Ordinal))
        {
            then?.Invoke();
            _signalled.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
