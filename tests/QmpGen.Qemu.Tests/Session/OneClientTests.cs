using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>A monitor serves one client at a time: the next one connects, but is not greeted.</summary>
public sealed class OneClientTests
{
    [Fact]
    public async Task Second_client_gives_up_waiting_for_the_greeting()
    {
        await using var vm = await Machine.StartAsync();
        var options = Machine.ClientOptions with { GreetingTimeout = TimeSpan.FromMilliseconds(200) };

        var refused = await Assert.ThrowsAsync<QmpTimeoutException>(
            () => QmpClient.ConnectAsync(vm.MonitorEndpoint, options, TestContext.Current.CancellationToken));

        Assert.Equal(QmpTimeoutKind.Greeting, refused.Kind);
        Assert.Contains("another client may hold the monitor", refused.Message, StringComparison.Ordinal);
        Assert.Equal("prelaunch", await vm.QueryStatusAsync());
    }

    [Fact]
    public async Task Second_client_is_greeted_once_the_first_has_left()
    {
        await using var vm = await Machine.StartAsync();
        var waiting = QmpClient.ConnectAsync(vm.MonitorEndpoint, Machine.ClientOptions, TestContext.Current.CancellationToken);
        await vm.ExecuteAsync("query-status");
        Assert.False(waiting.IsCompleted, "The second client was greeted although the first one is there.");

        await vm.Client.DisposeAsync();

        await using var second = await Limit.WaitAsync(waiting, () => $"The second client was expected to be greeted.\n{vm}");
        var status = await second.ExecuteAsync("query-status", TestContext.Current.CancellationToken);
        Assert.Equal("prelaunch", status.GetProperty("status").GetString());
    }
}
