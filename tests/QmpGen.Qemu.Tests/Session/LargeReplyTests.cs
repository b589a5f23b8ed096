using System.Text.Json;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Session;

public sealed class LargeReplyTests
{
    /// <summary>
    /// QEMU describes each of these nodes with all that lie below it, so size grows with the square and depth with the
    /// number.
    /// </summary>
    [Fact]
    public async Task Reply_of_megabytes_nested_deeper_than_64_is_read_whole()
    {
        const int Nodes = 80;
        await using var vm = await Machine.StartAsync("-blockdev", "driver=null-co,node-name=n0,size=1048576");
        for (var node = 1; node <= Nodes; node++)
        {
            await vm.ExecuteAsync(new QmpCommand(
                "blockdev-add", $$"""{"driver": "copy-on-read", "node-name": "n{{node}}", "file": "n{{node - 1}}"}"""));
        }

        var reply = await vm.ExecuteAsync("query-named-block-nodes");

        Assert.Equal(Nodes + 1, reply.GetArrayLength());
        Assert.InRange(reply.GetRawText().Length, 2_000_000, int.MaxValue);
        Assert.InRange(DepthOf(reply), 65, 1024);
        Assert.Equal("prelaunch", await vm.QueryStatusAsync());
    }

    private static int DepthOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => 1 + element.EnumerateArray().Select(DepthOf).DefaultIfEmpty().Max(),
        JsonValueKind.Object => 1 + element.EnumerateObject().Select(p => DepthOf(p.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
