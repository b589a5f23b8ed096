using System.Diagnostics;
using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Recordings;

/// <summary>A recording into a named pipe that nobody reads from ends when its time is up.</summary>
public sealed class PipeRecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_pipe_without_a_reader_holds_up_nothing_beyond_the_limit()
    {
        var pipe = await MakePipeAsync();
        await using var server = QmpTestServer.OnUnixSocketAt(_folder.File("m"));
        try
        {
            var outcome = await InProcess.RunAsync(_folder.File("m"), "--record", pipe, "--timeout", "200ms");

            Assert.Equal(2, outcome.ExitCode);
            Assert.Equal($"qmpwatch: The recording '{pipe}' is a pipe that nobody reads from.", outcome.Messages[^1]);
        }
        finally
        {
            // Lets go of whoever waits to open it.
            await using var reader = new FileStream(pipe, FileMode.Open, FileAccess.Read);
        }
    }

    [Fact]
    public async Task A_reader_that_stops_reading_holds_up_nothing_beyond_the_limit()
    {
        var pipe = await MakePipeAsync();
        var script = Enumerable.Range(0, 3_000).Aggregate(
            new QmpTestScript().Negotiate(), (s, _) => s.Event("RTC_CHANGE", """{"offset": 78}"""));
        await using var server = QmpTestServer.OnUnixSocketAt(_folder.File("m"), script);
        var opening = Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));

        var outcome = await InProcess.RunAsync(_folder.File("m"), "--record", pipe, "--lines", "--timeout", "500ms");
        await using var reader = await opening.WaitAsync(Within.Limit, TestContext.Current.CancellationToken);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is a pipe that nobody reads from", outcome.Messages[^1], StringComparison.Ordinal);
        var held = new byte[64];
        Assert.InRange(await reader.ReadAsync(held, TestContext.Current.CancellationToken), 1, held.Length);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> MakePipeAsync()
    {
        var path = _folder.File("pipe");
        using var process = Process.Start("mkfifo", [path]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Within.Limit);
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
