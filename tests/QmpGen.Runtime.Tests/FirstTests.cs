using QmpGen.Testing;

namespace QmpGen.Tests;

public sealed class FirstTests
{
    [Fact]
    public async Task Negotiates()
    {
        await using var server = FakeQmpServer.InMemory(new FakeQmpScript().Negotiate().Event("STOP").Expect("quit").Event("SHUTDOWN").Return().Close());
        await using var client = await QmpClient.ConnectAsync(server.Connect()).InTime();
        await client.ExecuteAsync("quit").InTime();
        Assert.Equal(["STOP", "SHUTDOWN"], await client.Events.NamesAsync().InTime());
        Assert.Equal(QmpCloseKind.Shutdown, (await client.Completion.InTime()).Kind);
        await server.Played.InTime();
    }
}
