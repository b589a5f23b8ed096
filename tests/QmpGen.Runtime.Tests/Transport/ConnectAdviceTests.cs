using System.Net.Sockets;
using QmpGen.Testing;

namespace QmpGen.Tests.Transport;

/// <summary>What someone is told whose connection does not come about.</summary>
public sealed class ConnectAdviceTests
{
    [Fact]
    public async Task A_folder_is_no_socket()
    {
        var folder = Directory.CreateTempSubdirectory("qmp").FullName;
        try
        {
            var message = await FailureAsync(folder);

            Assert.StartsWith($"Could not connect to unix:{folder}: it is a folder. ", message, StringComparison.Ordinal);
            Assert.DoesNotContain("Is QEMU running", message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    public async Task A_file_is_no_socket()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "text", TestContext.Current.CancellationToken);

            Assert.StartsWith(
                $"Could not connect to unix:{path}: it is a file, not a socket. ", await FailureAsync(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_has_nobody_who_listens()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var abandoned = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            {
                abandoned.Bind(new UnixDomainSocketEndPoint(path));

                Assert.StartsWith(
                    $"Could not connect to unix:{path}: nothing is listening on it. ", await FailureAsync(path), StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(SocketError.AccessDenied, "permission denied for user ")]
    [InlineData(SocketError.WouldBlock, "its queue of waiting clients is full. ")]
    public void What_the_system_refuses_is_not_asked_whether_it_runs(SocketError error, string expected)
    {
        var failure = new QmpConnectException(QmpEndpoint.Unix("/run/vm.sock"), new SocketException((int)error));

        Assert.StartsWith($"Could not connect to unix:/run/vm.sock: {expected}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Is QEMU running", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_limit_that_passes_says_with_whom()
    {
        await using var server = QmpTestServer.InMemory(
            new QmpTestScript().Negotiate().Expect("stop"), new QmpTestScript(), new QmpTestScript().Greet());
        await using var client = await QmpClient.ConnectAsync(server.Endpoint).InTime();
        var shortly = TimeSpan.FromMilliseconds(1);

        await TimesOutAsync(() => client.ExecuteAsync(new QmpCommand("stop") { Timeout = shortly }));
        await TimesOutAsync(() => client.WaitForAsync<QmpEvent>(timeout: shortly));
        await TimesOutAsync(() => QmpClient.ConnectAsync(server.Endpoint, new QmpClientOptions { GreetingTimeout = shortly }));
        await TimesOutAsync(() => QmpClient.ConnectAsync(server.Endpoint, new QmpClientOptions { NegotiationTimeout = shortly }));
    }

    private static async Task TimesOutAsync(Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => act().InTime());
        Assert.Contains("a test server in memory", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string> FailureAsync(string path) =>
        (await Assert.ThrowsAsync<QmpConnectException>(() => QmpClient.ConnectAsync(QmpEndpoint.Unix(path)).InTime())).Message;
}
