using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace QmpGen.Testing.Tests;

/// <summary>What passed over the wire stands in the recording.</summary>
public sealed class RecorderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_but_its_owner_may_read_a_recording(bool isThere)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }

        if (isThere)
        {
            await File.WriteAllTextAsync(_path, "what was there before", TestContext.Current.CancellationToken);
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        await using var recorder = QmpRecorder.Create(_path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
    }

    [Fact]
    public async Task Who_has_opened_the_file_before_does_not_read_the_recording()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not replace a file that is open.");
        await File.WriteAllTextAsync(_path, "what was there before", TestContext.Current.CancellationToken);
        await using var earlier = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        await using var recorder = QmpRecorder.Create(_path);

        using var reader = new StreamReader(earlier);
        Assert.Equal("what was there before", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(
            "{\"qmpRecording\"", await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_stays_one_and_leads_to_the_recording()
    {
        var link = $"{_path}.link";
        File.CreateSymbolicLink(link, _path);
        try
        {
            for (var time = 0; time < 2; time++)
            {
                await using var recorder = QmpRecorder.Create(link);

                Assert.Equal(_path, new FileInfo(link).LinkTarget);
                Assert.True(new FileInfo(_path).Length > 0);
            }
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public async Task A_device_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/dev/null"))
        {
            Assert.Skip("This system has no /dev/null.");
            return;
        }

        var before = File.GetUnixFileMode("/dev/null");
        try
        {
            await using var recorder = QmpRecorder.Create("/dev/null");

            Assert.Null(recorder.Failure);
            Assert.Equal(before, File.GetUnixFileMode("/dev/null"));
        }
        finally
        {
            if (File.GetUnixFileMode("/dev/null") != before)
            {
                File.SetUnixFileMode("/dev/null", before);
            }
        }
    }

    [Fact]
    public async Task A_session_is_recorded_in_both_directions_with_its_times()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 28, 8, TimeSpan.Zero).AddTicks(1234567));
        await using (var recorder = QmpRecorder.Create(_path, clock))
        {
            await using var server = QmpTestServer.InMemory(clock).Answer("query-status", """{"running": true}""");
            await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach("vm1")).InTime();
            clock.Advance(TimeSpan.FromMilliseconds(1.5));
            await client.ExecuteAsync("query-status").InTime();
            clock.Advance(TimeSpan.FromSeconds(1));
            await server.SendAsync(new StopEvent()).InTime();
            await client.Events.NextAsync();
        }

        Assert.Equal(
            [
                """{"qmpRecording":1,"started":"2026-11-23T20:28:08.123456Z"}""",
                """{"at":0,"vm":"vm1","state":"connected"}""",
                $$"""{"at":0,"vm":"vm1","from":"qemu","message":{{QmpTestScript.Greeting}}}""",
                """{"at":0,"vm":"vm1","from":"client","message":{"execute":"qmp_capabilities","id":1}}""",
                """{"at":0,"vm":"vm1","from":"qemu","message":{"return": {}, "id": 1}}""",
                """{"at":1500,"vm":"vm1","from":"client","message":{"execute":"query-status","id":2}}""",
                """{"at":1500,"vm":"vm1","from":"qemu","message":{"return": {"running": true}, "id": 2}}""",
                """{"at":1001500,"vm":"vm1","from":"qemu","message":{"timestamp": {"seconds": 1795465689, "microseconds": 124956}, "event": "STOP"}}""",
                """{"at":1001500,"vm":"vm1","state":"disconnected","detail":"closed by the client"}""",
            ],
            await File.ReadAllLinesAsync(_path));
    }

    [Fact]
    public async Task Every_line_is_in_the_file_at_once()
    {
        await using var recorder = QmpRecorder.Create(_path);
        await using var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach("vm1")).InTime();
        await server.SendAsync(new StopEvent()).InTime();
        await client.Events.NextAsync();

        var recorded = Assert.IsType<QmpRecordedMessage>(QmpRecording.Open(_path).Lines.Last());

        Assert.IsType<StopEvent>(QmpEvents.Parse(recorded.Utf8.Span));
    }

    [Fact]
    public async Task A_connection_that_is_lost_and_made_again_is_recorded_as_two()
    {
        await using (var recorder = QmpRecorder.Create(_path))
        {
            await using var server = QmpTestServer.OnUnixSocket(
                new QmpTestScript().Negotiate().CloseInMidMessage(new StopEvent { Timestamp = new QmpTimestamp(1, 2) }),
                new QmpTestScript().Negotiate().Event(new ResumeEvent()).Close());
            var options = new QmpClientOptions { Reconnect = new QmpReconnectOptions { InitialDelay = TimeSpan.Zero, MaxAttempts = 1 } };
            await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach("vm1", options)).InTime();
            Assert.IsType<ConnectionGapEvent>(await client.Events.NextAsync());
            await client.Events.NextAsync();
        }

        var states = QmpRecording.Open(_path).Lines.OfType<QmpRecordedState>().Take(3).ToList();
        Assert.Equal(
            [QmpRecordedStateKind.Connected, QmpRecordedStateKind.Disconnected, QmpRecordedStateKind.Connected],
            states.Select(s => s.State));
        Assert.Equal("end of stream, after 32 bytes of an incomplete message", states[1].Detail);
    }

    [Fact]
    public async Task Several_machines_share_a_file_and_their_times_never_go_back()
    {
        await using (var recorder = QmpRecorder.Create(_path))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RunAsync(recorder, $"vm{i}"))).InTime();
        }

        var lines = QmpRecording.Open(_path).Lines.ToList();

        Assert.Equal(8, lines.Select(l => l.Vm).Distinct().Count());
        Assert.Equal(8 * 100, lines.OfType<QmpRecordedMessage>().Count(m => m.ToString().Contains("STOP", StringComparison.Ordinal)));

        static async Task RunAsync(QmpRecorder recorder, string vm)
        {
            await using var server = QmpTestServer.InMemory();
            await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach(vm)).InTime();
            for (var i = 0; i < 100; i++)
            {
                await server.SendAsync(new StopEvent()).InTime();
            }

            for (var i = 0; i < 100; i++)
            {
                await client.Events.NextAsync();
            }
        }
    }

    [Fact]
    public async Task What_is_no_JSON_or_stands_on_many_lines_is_one_line_all_the_same()
    {
        await using (var recorder = QmpRecorder.Create(_path))
        {
            await using var server = QmpTestServer.InMemory(
                new QmpTestScript().Send("SeaBIOS \"says\" hi").Pretty().Negotiate().Send("""{"id": inf}""").SendBytes((byte[])[.. "{\"a\": \""u8, 0xFF, .. "\"}\r\n"u8]).Event("LAST", """{"text": "a \"}\" b"}"""));
            await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach("vm1")).InTime();
            await client.Events.NextAsync();
            recorder.NoteDropped("vm1", 12);
        }

        var lines = QmpRecording.Open(_path).Lines.ToList();
        var messages = lines.OfType<QmpRecordedMessage>().Where(m => m.From == QmpRecordedSide.Qemu).ToList();

        Assert.Equal([false, true, true, false, false, true], messages.Select(m => m.IsJson));
        Assert.Equal("SeaBIOS \"says\" hi", messages[0].ToString());
        Assert.Equal("""{"id": inf}""", messages[3].ToString());
        Assert.Equal("""a "}" b""", JsonDocument.Parse(messages[5].Utf8).RootElement.GetProperty("data").GetProperty("text").GetString());
        Assert.Contains(lines.OfType<QmpRecordedState>(), s => s is { State: QmpRecordedStateKind.Dropped, Detail: "12" });
    }

    [Fact]
    public async Task A_recording_that_cannot_be_written_leaves_the_session_alone()
    {
        await using var recorder = new QmpRecorder(new FullDisk());
        await using var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(server.Endpoint, recorder.Attach("vm1")).InTime();

        await server.SendAsync(new StopEvent()).InTime();

        Assert.Equal("STOP", (await client.Events.NextAsync()).EventName);
        Assert.Equal("No space left on device", recorder.Failure?.Message);
    }

    [Fact]
    public async Task A_stream_that_was_wrapped_already_is_recorded_too()
    {
        var output = new MemoryStream();
        await using var recorder = new QmpRecorder(output);
        await using var server = QmpTestServer.InMemory();
        var wrapped = 0;
        var options = new QmpClientOptions
        {
            WrapStream = stream =>
            {
                wrapped++;
                return stream;
            },
        };

        await using var client = await QmpClient.ConnectAsync(server.Connect(), recorder.Attach("vm1", options)).InTime();

        Assert.Equal(1, wrapped);
        Assert.Contains("qmp_capabilities", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
