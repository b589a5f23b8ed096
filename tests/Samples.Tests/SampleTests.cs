using QmpGen;
using QmpGen.Testing;

namespace Samples.Tests;

/// <summary>The samples do what their first lines say.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task WaitForEvent_stops_and_resumes_a_machine()
    {
        await using var server = QmpTestServer.OnUnixSocket()
            .Answer("query-status", """{"running": true}""")
            .Answer("stop", "{}", new WaitForEvent.StopEvent { Timestamp = new QmpTimestamp(1, 0) })
            .Answer("cont", "{}", new WaitForEvent.ResumeEvent { Timestamp = new QmpTimestamp(2, 0) });
        await using var sample = SampleProcess.Start("WaitForEvent", $"unix:{server.SocketPath}");

        await sample.LineAsync("Connected to QEMU 7.2.22");
        await sample.LineAsync("Stopped at 1970-01-01T00:00:01.000000Z");
        await sample.LineAsync("Resumed at 1970-01-01T00:00:02.000000Z");
        Assert.Equal("", await sample.EndAsync());
        Assert.Equal(0, sample.ExitCode);
    }

    [Fact]
    public async Task RestartPolicy_lets_a_machine_go_on_three_times_for_each_disk()
    {
        await using var server = QmpTestServer.OnUnixSocket();
        await using var sample = SampleProcess.Start("RestartPolicy", $"unix:{server.SocketPath}");

        await server.SendAsync(Failure("ide0-hd0", RestartPolicy.BlockIoErrorAction.Report)).InTime();
        await sample.LineAsync("ide0-hd0 failed on write: QEMU's action is report");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await server.SendAsync(Failure("ide0-hd0", RestartPolicy.BlockIoErrorAction.Stop)).InTime();
            await sample.LineAsync($"ide0-hd0 failed on write: attempt {attempt} of 3");
            await server.WaitForCommandAsync("cont").InTime();
        }

        await server.SendAsync(Failure("ide0-hd0", RestartPolicy.BlockIoErrorAction.Stop)).InTime();
        await sample.LineAsync("ide0-hd0 failed again: the machine stays stopped");
        await server.SendAsync(Failure("ide0-hd1", RestartPolicy.BlockIoErrorAction.Stop)).InTime();
        await sample.LineAsync("ide0-hd1 failed on write: attempt 1 of 3");
        await server.WaitForCommandAsync("cont").InTime();

        server.Answer("query-status", """{"status": "io-error"}""").DropClients();
        await sample.LineAsync("Connected again: the machine is io-error");

        await server.SendAsync(new RestartPolicy.ShutdownEvent()).InTime();
        await server.DisposeAsync();
        await sample.LineAsync("Shutdown: ");
        Assert.Equal("", await sample.EndAsync());
        Assert.Equal(0, sample.ExitCode);

        static RestartPolicy.BlockIoErrorEvent Failure(string device, RestartPolicy.BlockIoErrorAction action) =>
            new() { Device = device, Operation = RestartPolicy.BlockIoErrorOperation.Write, Action = action };
    }

    [Fact]
    public async Task VmWorker_follows_machines_as_they_come_and_go()
    {
        var folder = Directory.CreateTempSubdirectory("qmp").FullName;
        try
        {
            await using var first = QmpTestServer.OnUnixSocketAt(Path.Combine(folder, "vm1.sock"));
            await using var sample = SampleProcess.Start("VmWorker", $"--Folder={folder}");
            await first.SendAsync(new VmWorker.StopEvent()).InTime();
            await sample.LineAsync("vm1: stopped");

            await using (var second = QmpTestServer.OnUnixSocketAt(Path.Combine(folder, "vm2.sock")))
            {
                await second.SendAsync(new VmWorker.BlockIoErrorEvent
                {
                    Device = "ide0-hd0",
                    Operation = VmWorker.BlockIoErrorOperation.Read,
                    Action = VmWorker.BlockIoErrorAction.Ignore,
                }).InTime();
                await sample.LineAsync("vm2: ide0-hd0 failed on read");
                await second.SendAsync(new VmWorker.ShutdownEvent()).InTime();
                await sample.LineAsync("vm2: is shutting down");
            }

            await sample.LineAsync("vm2 is gone");
            first.DropClients();
            await sample.LineAsync("vm1: reconnected; events in between are lost");

            sample.Terminate();
            Assert.Equal("", await sample.EndAsync());
            Assert.Equal(0, sample.ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("WaitForEvent")]
    [InlineData("RestartPolicy")]
    [InlineData("VmWorker")]
    public async Task Without_arguments_a_sample_says_what_it_wants(string name)
    {
        await using var sample = SampleProcess.Start(name);

        Assert.StartsWith($"Usage: {name} ", await sample.EndAsync(), StringComparison.Ordinal);
        Assert.Equal(2, sample.ExitCode);
    }

    [Theory]
    [InlineData("WaitForEvent", "nonsense", "'nonsense' is not a valid QMP address")]
    [InlineData("RestartPolicy", "unix:/nowhere/at.all", "Could not connect to unix:/nowhere/at.all: the socket does not exist.")]
    public async Task An_address_that_does_not_work_is_one_sentence(string name, string address, string message)
    {
        await using var sample = SampleProcess.Start(name, address);

        var lines = (await sample.EndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith(message, Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(1, sample.ExitCode);
    }
}
