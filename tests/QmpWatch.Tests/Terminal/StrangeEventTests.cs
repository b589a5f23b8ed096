using System.Text.Json;
using QmpGen.Testing;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Terminal;

/// <summary>Events that no QEMU should send are shown all the same, and steer nothing.</summary>
public sealed class StrangeEventTests
{
    private static readonly string Deep = new string('[', 500) + new string(']', 500);

    [Theory]
    [InlineData("--lines")]
    [InlineData("--json")]
    public async Task Each_event_is_one_line_whatever_is_in_it(string form)
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript()
            .Negotiate()
            .Event("ODD", $$"""{"deep": {{Deep}}}""")
            .Event("ODD", "{\"text\": \"\\u001b[2J\\n\\u009b\"}")
            .Send("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"RTC_CHANGE\", \"data\": {\"offset\": inf}}")
            .Event("RTC_CHANGE", """{"offset": "soon"}""")
            .Event("\\u001b[2J")
            .Event("SHUTDOWN")
            .Close());

        var outcome = await InProcess.RunAsync(server.SocketPath, form);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(6, outcome.Output.Count);
        Assert.DoesNotContain(outcome.Output, l => l.Any(char.IsControl));
        if (form == "--json")
        {
            Assert.All(outcome.Output, l => JsonDocument.Parse(l, new JsonDocumentOptions { MaxDepth = 1000 }).Dispose());
        }
    }

    [Fact]
    public async Task Conditions_on_them_are_false()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript()
            .Negotiate().Event("ODD", $$"""{"deep": {{Deep}}, "a": 1}""").Event("ODD", "7").Event("SHUTDOWN").Close());

        var outcome = await InProcess.RunAsync(server.SocketPath, "--where", "a=1", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.StartsWith("{\"timestamp\"", Assert.Single(outcome.Output), StringComparison.Ordinal);
    }
}
