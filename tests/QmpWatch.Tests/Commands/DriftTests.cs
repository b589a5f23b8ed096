using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Commands;

/// <summary>How far a real QEMU is from a spec.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_spec_that_has_more_than_QEMU_breaks_and_gives_exit_code_3()
    {
        var socket = _folder.File("m");
        await using var qemu = await Qemu.StartAsync(_folder, "-qmp", $"unix:{socket},server=on,wait=off");
        var spec = _folder.Write("lamp.json", "{ 'event': 'STOP' }\n{ 'event': 'LAMP_BROKEN' }");

        var builtIn = await InProcess.RunAsync("--drift", socket);
        var given = await InProcess.RunAsync("--drift", socket, "--spec", spec);

        Assert.True(builtIn.ExitCode == 0, builtIn.ToString());
        Assert.Contains("new      POWERDOWN: new event", builtIn.Output);
        Assert.Contains(": 0 breaking, ", Assert.Single(builtIn.Messages), StringComparison.Ordinal);
        Assert.Equal(3, given.ExitCode);
        Assert.Equal("breaks   LAMP_BROKEN: no such event", given.Output[0]);
    }

    [Fact]
    public async Task What_QEMU_is_built_without_is_listed_and_is_no_difference()
    {
        var socket = _folder.File("m");
        await using var qemu = await Qemu.StartAsync(_folder, "-qmp", $"unix:{socket},server=on,wait=off");
        var spec = _folder.Write(
            "lamp.json", "{ 'event': 'STOP' }\n{ 'event': 'LAMP_BROKEN', 'if': { 'all': [ 'TARGET_LAMP', 'CONFIG_GLASS' ] } }");

        var outcome = await InProcess.RunAsync("--drift", socket, "--spec", spec);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            "absent   LAMP_BROKEN: no such event: this QEMU is built without it, the spec has it only if TARGET_LAMP and CONFIG_GLASS",
            outcome.Output[^1]);
        Assert.Matches(@"^\d+ differences to QEMU .*: 0 breaking, 0 changed, \d+ new; 1 not built in\.$", Assert.Single(outcome.Messages));
    }

    [Fact]
    public async Task A_QEMU_that_is_not_there_is_named()
    {
        var outcome = await InProcess.RunAsync("--drift", _folder.File("m"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("the socket does not exist", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_QEMU_that_another_client_holds_is_no_riddle()
    {
        await using var listener = Listener.OnUnix(_folder.File("m"), serve: null);

        var outcome = await InProcess.RunAsync("--drift", _folder.File("m"), "--connect-timeout", "200ms");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(
            $"qmpwatch: Connected to unix:{_folder.File("m")}, but no QMP greeting arrived within 0.2 s. "
                + "A monitor serves one client at a time",
            Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
