using QmpGen.Testing;

namespace QmpGen.Tests;

/// <summary>A client with a server that follows a script in memory; both end with the test.</summary>
internal sealed class TestSession : IAsyncDisposable
{
    private TestSession(FakeQmpServer server, FakeStream stream, QmpClient client)
    {
        Server = server;
        Stream = stream;
        Client = client;
    }

    public FakeQmpServer Server { get; }

    public FakeStream Stream { get; }

    public QmpClient Client { get; }

    /// <summary>Greets, negotiates and then plays the script.</summary>
    public static Task<TestSession> NegotiatedAsync(Action<FakeQmpScript> script, QmpClientOptions? options = null)
    {
        var whole = new FakeQmpScript().Negotiate();
        script(whole);
        return PlayAsync(whole, options);
    }

    /// <summary>Plays a script from the first byte on.</summary>
    public static async Task<TestSession> PlayAsync(FakeQmpScript script, QmpClientOptions? options = null)
    {
        var server = FakeQmpServer.InMemory(options?.TimeProvider ?? TimeProvider.System, script);
        try
        {
            var stream = server.Connect();
            return new TestSession(server, stream, await QmpClient.ConnectAsync(stream, options).InTime("connecting"));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().InTime("disposing of the client");
        await Server.DisposeAsync().InTime("disposing of the server");
    }
}
