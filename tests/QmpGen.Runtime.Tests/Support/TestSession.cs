using QmpGen.Testing;

namespace QmpGen.Tests;

/// <summary>A client with a server that follows a script in memory; both end with the test.</summary>
internal sealed class TestSession : IAsyncDisposable
{
    private TestSession(QmpTestServer server, QmpTestStream stream, QmpClient client)
    {
        Server = server;
        Stream = stream;
        Client = client;
    }

    public QmpTestServer Server { get; }

    public QmpTestStream Stream { get; }

    public QmpClient Client { get; }

    /// <summary>Greets, negotiates and then plays the script.</summary>
    public static Task<TestSession> NegotiatedAsync(Action<QmpTestScript> script, QmpClientOptions? options = null)
    {
        var whole = new QmpTestScript().Negotiate();
        script(whole);
        return PlayAsync(whole, options);
    }

    /// <summary>Plays a script from the first byte on.</summary>
    public static async Task<TestSession> PlayAsync(QmpTestScript script, QmpClientOptions? options = null)
    {
        var server = QmpTestServer.InMemory(options?.TimeProvider ?? TimeProvider.System, script);
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
