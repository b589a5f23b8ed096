using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests;

public sealed class BlockIoErrorTests
{
    [Theory]
    [InlineData("read", "rerror=ignore", "ignore")]
    [InlineData("read", "rerror=report", "report")]
    [InlineData("read", "rerror=stop", "stop")]
    [InlineData("write", "werror=ignore", "ignore")]
    [InlineData("write", "werror=report", "report")]
    [InlineData("write", "werror=stop", "stop")]
    public async Task Failed_access_names_device_operation_and_action(string operation, string policy, string action)
    {
        await using var vm = await StartAsync(operation, Disk.FailingOn(operation, Disk.InputOutputError, policy));

        var error = await vm.NextAsync<BlockIoErrorEvent>();

        Assert.Equal("disk0", error.Device);
        Assert.Equal(operation == "read" ? BlockIoErrorOperation.Read : BlockIoErrorOperation.Write, error.Operation);
        Assert.Equal(ActionOf(action), error.Action);
        Assert.Equal(action, error.Action.Text);
    }

    [Theory]
    [InlineData("read", "rerror=stop")]
    [InlineData("write", "werror=stop")]
    public async Task Action_stop_is_followed_by_STOP(string operation, string policy)
    {
        await using var vm = await StartAsync(operation, Disk.FailingOn(operation, Disk.InputOutputError, policy));

        await vm.NextAsync<BlockIoErrorEvent>();
        await vm.NextAsync<StopEvent>();

        Assert.Equal("io-error", await vm.QueryStatusAsync());
    }

    [Theory]
    [InlineData("read", "rerror=ignore")]
    [InlineData("read", "rerror=report")]
    [InlineData("write", "werror=ignore")]
    [InlineData("write", "werror=report")]
    public async Task Any_other_action_is_not_followed_by_STOP(string operation, string policy)
    {
        await using var vm = await StartAsync(operation, Disk.FailingOn(operation, Disk.InputOutputError, policy));

        await vm.NextAsync<BlockIoErrorEvent>();

        Assert.Equal("running", await vm.QueryStatusAsync());
        Assert.DoesNotContain("STOP", Names.Of(await vm.QuitAsync()));
    }

    [Theory]
    [InlineData("read", Disk.InputOutputError, "rerror=report", false)]
    [InlineData("write", Disk.InputOutputError, "werror=report", null)]
    [InlineData("write", Disk.InputOutputError, "werror=stop", false)]
    [InlineData("write", Disk.NoSpace, "", true)]
    public async Task Node_and_reason_are_told_and_nospace_where_the_machine_would_stop_for_it(
        string operation, int errno, string policy, bool? nospace)
    {
        await using var vm = await StartAsync(operation, Disk.FailingOn(operation, errno, policy));

        var error = await vm.NextAsync<BlockIoErrorEvent>();

        Assert.Equal(
            ("node0", nospace, errno == Disk.NoSpace ? "No space left on device" : "Input/output error"),
            Told.Cause(error));
    }

    [Theory]
    [InlineData(Disk.NoSpace, "stop")]
    [InlineData(Disk.InputOutputError, "report")]
    public async Task Without_a_policy_only_a_full_disk_stops_the_machine(int errno, string action)
    {
        await using var vm = await StartAsync("write", Disk.FailingOn("write", errno));

        Assert.Equal(ActionOf(action), (await vm.NextAsync<BlockIoErrorEvent>()).Action);
    }

    [Fact]
    public async Task Drive_without_a_name_has_an_empty_device()
    {
        await using var vm = await StartAsync("read", Disk.WithoutName("rerror=stop"));

        var error = await vm.NextAsync<BlockIoErrorEvent>();

        Assert.Equal(string.Empty, error.Device);
        Assert.Equal(BlockIoErrorAction.Stop, error.Action);
        await vm.NextAsync<StopEvent>();
    }

    private static async Task<Machine> StartAsync(string operation, string[] disk)
    {
        var program = await GuestProgram.AsFirmwareAsync(operation == "read" ? "READ" : "WRITE");
        return await Machine.StartRunningAsync([.. program, .. disk]);
    }

    private static BlockIoErrorAction ActionOf(string name) => name switch
    {
        "ignore" => BlockIoErrorAction.Ignore,
        "report" => BlockIoErrorAction.Report,
        _ => BlockIoErrorAction.Stop,
    };
}
