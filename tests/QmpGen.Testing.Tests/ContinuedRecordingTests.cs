using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Testing.Tests;

/// <summary>A recording that is continued in its file.</summary>
public sealed class ContinuedRecordingTests : IDisposable
{
    private const string Header = """{"qmpRecording":1,"started":"2026-11-23T20:00:00.000000Z"}""";
    private const string First = """{"at":5000000,"vm":"vm1","state":"dropped","detail":"1"}""";

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(60, 60_000_000)]
    [InlineData(-60, 5_000_000)]
    public async Task Its_times_count_from_its_start_and_never_go_back(int secondsLater, long expected)
    {
        await File.WriteAllTextAsync(_path, $"{Header}\n{First}\n", TestContext.Current.CancellationToken);
        var clock = new FakeTimeProvider(Start.AddSeconds(secondsLater));

        await using (var recorder = QmpRecorder.Append(_path, clock))
        {
            recorder.NoteDropped("vm1", 2);
            clock.Advance(TimeSpan.FromSeconds(1));
            recorder.NoteDropped("vm1", 3);
        }

        Assert.Equal([Header, First, Dropped(expected, 2), Dropped(expected + 1_000_000, 3)], await File.ReadAllLinesAsync(_path));
    }

    [Theory]
    [InlineData("", $"{Header}\n{First}\n")]
    [InlineData("""{"at":5000001,"vm":"v""", $"{Header}\n{First}\n")]
    [InlineData("""{"at":5000000,"vm":"vm2","state":"connected"}""", $$"""{{Header}}{{"\n"}}{{First}}{{"\n"}}{"at":5000000,"vm":"vm2","state":"connected"}{{"\n"}}""")]
    public async Task What_a_crash_left_of_a_line_is_removed_and_a_whole_line_is_kept(string last, string expected)
    {
        await File.WriteAllTextAsync(_path, $"{Header}\n{First}\n{last}", TestContext.Current.CancellationToken);

        await using (var recorder = QmpRecorder.Append(_path, new FakeTimeProvider(Start.AddMinutes(1))))
        {
            recorder.NoteDropped("vm1", 2);
        }

        Assert.Equal(
            $"{expected}{Dropped(60_000_000, 2)}\n", await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_last_line_of_any_length_is_found()
    {
        var line = $$"""{"at":5000000,"vm":"{{new string('x', 200_000)}}","state":"connected"}""";
        await File.WriteAllTextAsync(_path, $"{Header}\n{line}", TestContext.Current.CancellationToken);

        await QmpRecorder.Append(_path).DisposeAsync();

        Assert.Equal($"{Header}\n{line}\n", await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_new_or_empty_becomes_a_recording(bool isThere)
    {
        if (isThere)
        {
            await File.WriteAllTextAsync(_path, string.Empty, TestContext.Current.CancellationToken);
        }

        await QmpRecorder.Append(_path, new FakeTimeProvider(Start)).DisposeAsync();

        Assert.Equal([Header], await File.ReadAllLinesAsync(_path));
    }

    [Theory]
    [InlineData("notes")]
    [InlineData($"{Header}\nnotes\n{First}\n")]
    public async Task Anything_else_is_refused_and_left_as_it_is(string content)
    {
        await File.WriteAllTextAsync(_path, content, TestContext.Current.CancellationToken);

        Assert.Throws<QmpRecordingException>(() => QmpRecorder.Append(_path));

        Assert.Equal(content, await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_but_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }

        await File.WriteAllTextAsync(_path, $"{Header}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var recorder = QmpRecorder.Append(_path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
    }

    private static string Dropped(long at, int count) => $$"""{"at":{{at}},"vm":"vm1","state":"dropped","detail":"{{count}}"}""";
}
