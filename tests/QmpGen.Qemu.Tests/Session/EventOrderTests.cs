using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>In what order and to whom QEMU tells what happens.</summary>
public sealed class EventOrderTests
{
    [Fact]
    public async Task Event_of_a_command_is_there_when_its_reply_is()
    {
        await using var vm = await Machine.StartAsync();

        for (var round = 0; round < 50; round++)
        {
            await vm.ExecuteAsync("cont");
            Assert.True(vm.Client.Events.TryRead(out var resumed), $"Round {round}: cont was answered, but RESUME had not come before.");
            Assert.IsType<ResumeEvent>(resumed);
            await vm.ExecuteAsync("stop");
            Assert.True(vm.Client.Events.TryRead(out var stopped), $"Round {round}: stop was answered, but STOP had not come before.");
            Assert.IsType<StopEvent>(stopped);
        }
    }

    [Fact]
    public async Task Two_monitors_hear_the_same_events_byte_for_byte()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        await using var second = await QmpClient.ConnectAsync(
            vm.EndpointOf("second"), Machine.ClientOptions, TestContext.Current.CancellationToken);

        await vm.ExecuteAsync("cont");
        await second.ExecuteAsync("stop", TestContext.Current.CancellationToken);
        await vm.ExecuteAsync("system_reset");
        var heardByFirst = await vm.QuitAsync();
        var heardBySecond = new List<QmpEvent>();
        await foreach (var heard in second.Events.WithCancellation(TestContext.Current.CancellationToken))
        {
            heardBySecond.Add(heard);
        }

        Assert.Equal(["RESUME", "STOP", "RESET", "SHUTDOWN"], Names.Of(heardByFirst));
        Assert.Equal(heardByFirst, heardBySecond);
        Assert.Equal(heardByFirst.Select(Raw.Of).Select(j => j.GetRawText()), heardBySecond.Select(Raw.Of).Select(j => j.GetRawText()));
    }

    [Fact]
    public async Task What_happened_before_the_client_came_is_not_told()
    {
        await using var vm = await Machine.StartAsync("-qmp", "unix:second,server=on,wait=off");
        await vm.ExecuteAsync("cont");

        await using var late = await QmpClient.ConnectAsync(
            vm.EndpointOf("second"), Machine.ClientOptions, TestContext.Current.CancellationToken);
        await vm.ExecuteAsync("stop");
        await late.ExecuteAsync("query-status", TestContext.Current.CancellationToken);

        Assert.True(late.Events.TryRead(out var first), "STOP was expected, but nothing has come.");
        Assert.IsType<StopEvent>(first);
    }
}
