using System.Diagnostics;
using System.Globalization;
using System.Text;
using QmpGen.Testing;

namespace QmpGen.Tests.Stress;

/// <summary>
/// A flood of large events that nobody reads. It runs in a process of its own, so that its peak can be measured, and so that its heap
/// can be limited.
/// </summary>
[Trait("Category", "Stress")]
[Collection(nameof(StressTests))]
public sealed class LargeEventTests(ITestOutputHelper output)
{
    private const int Count = 1_500;
    private const int Megabyte = 1_000_000;
    private const string Inside = "QMPGEN_LARGE_EVENTS";

    [Fact]
    public Task Unread_events_of_a_megabyte_each_stay_within_their_budget_even_with_little_heap() =>
        Environment.GetEnvironmentVariable(Inside) is null ? RunInsideAsync() : ReceiveAsync();

    private async Task RunInsideAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x20000000", [Inside] = "1" },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LargeEventTests).Assembly.Location);
        }

        foreach (var argument in (string[])["-class", typeof(LargeEventTests).FullName!, "-showLiveOutput", "-noColor"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        try
        {
            var text = await process.StandardOutput.ReadToEndAsync().WithinAsync(TimeSpan.FromMinutes(2));
            output.WriteLine(text);
            Assert.True(process.WaitForExit(Within.Limit), "The process has closed its output and does not end.");
            Assert.True(process.ExitCode == 0, $"The process with a heap of 512 MiB ended with {process.ExitCode}: {text}");
            Assert.Contains("events of 1 MB", text, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private async Task ReceiveAsync()
    {
        var text = Encoding.UTF8.GetBytes(
            QmpTestScript.EventText("BLOCK_IO_ERROR", "{\"device\": \"" + new string('d', Megabyte) + "\"}") + "\r\n");
        var script = new QmpTestScript().Negotiate();
        for (var i = 0; i < Count; i++)
        {
            script.SendBytes(text);
        }

        await using var server = QmpTestServer.OnUnixSocket(script.Expect("stop").Return());
        await using var client = await QmpClient.ConnectAsync($"unix:{server.SocketPath}", VmEvents.Reader).InTime();

        await client.ExecuteAsync("stop").WithinAsync(TimeSpan.FromMinutes(1));

        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var held = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} events of 1 MB: {client.Events.Count} kept, {client.Events.DroppedCount} dropped, {held >> 20} MiB held, "
                + $"peak of the process {peak >> 20} MiB"));
        Assert.Equal(Count, client.Events.Count + client.Events.DroppedCount);
        Assert.Equal(64 * 1024 * 1024 / (2 * Megabyte), client.Events.Count);
        Assert.InRange(held, 0, 100L * 1024 * 1024);
    }
}
