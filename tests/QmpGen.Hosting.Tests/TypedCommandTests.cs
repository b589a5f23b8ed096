using Microsoft.Extensions.DependencyInjection;
using QmpGen.Hosting.Tests.Machine;
using QmpGen.Testing;

namespace QmpGen.Hosting.Tests;

/// <summary>A monitor offers what generated methods run on.</summary>
public sealed class TypedCommandTests
{
    [Fact]
    public async Task A_monitor_runs_typed_commands()
    {
        await using var server = QmpTestServer.InMemory();
        server.Answer(new QueryStatusCommand(), new StatusInfo { Running = true, Status = RunState.Running });
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitor("vm1", server.Endpoint));
        IQmpExecutor monitor = host.Monitor("vm1");

        var status = await monitor.QueryStatusAsync().InTime();

        Assert.True(status.Running);
    }
}
