using System.Diagnostics;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

/// <summary>Commands that overtake those before them.</summary>
public sealed class OutOfBandTests
{
    [Fact]
    public async Task Out_of_band_command_overtakes_twenty_others()
    {
        Needs.Qemu("6.0", "the command query-yank");
        var token = TestContext.Current.CancellationToken;
        await using var vm = await Machine.StartAsync([], options: Machine.ClientOptions with { EnableOutOfBand = true });
        Assert.Contains("oob", vm.Client.EnabledCapabilities);

        // QEMU reads the node's configuration from a pipe that nobody has opened for writing yet, and so stands still.
        var pipe = vm.Qemu.PathOf("pipe");
        using (var maker = Process.Start("mkfifo", pipe))
        {
            await maker.WaitForExitAsync(token);
        }

        var blocked = vm.Client.ExecuteAsync(
            "blockdev-add", """{"driver": "blkdebug", "node-name": "b", "config": "pipe", "image": {"driver": "null-co"}}""", token);
        var queued = Enumerable.Range(0, 20).Select(_ => vm.Client.ExecuteAsync("query-name", token)).ToArray();
        await vm.ExecuteAsync(new QmpCommand("query-yank") { IsOutOfBand = true });

        Assert.False(blocked.IsCompleted, "The blocked command was expected to be overtaken, but it has ended.");
        Assert.DoesNotContain(queued, q => q.IsCompleted);
        await File.WriteAllTextAsync(pipe, "", token);
        await Limit.WaitAsync(Task.WhenAll([blocked, .. queued]), () => $"The overtaken commands were expected to end.\n{vm}");
    }

    [Fact]
    public async Task Command_that_may_not_overtake_is_refused_by_QEMU()
    {
        await using var vm = await Machine.StartAsync([], options: Machine.ClientOptions with { EnableOutOfBand = true });

        var refused = await Assert.ThrowsAsync<QmpCommandException>(
            () => vm.ExecuteAsync(new QmpCommand("query-status") { IsOutOfBand = true }));

        Assert.Equal("GenericError", refused.ErrorClass);
        Assert.True(refused.HasCommandId);
    }
}
