using System.Text;
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

    [Theory]
    [InlineData("--lines")]
    [InlineData("--json")]
    [InlineData("--where", "x!=1")]
    public async Task What_is_no_text_ends_nothing(params string[] form)
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript()
            .Negotiate()
            .Event("ODD", """{"x": "\ud800", "\udc00": "\ud800"}""")
            .Event("STOP", "\"\\ud800\"")
            .Event("RESET", """{"extra": "\udfff"}""")
            .Event("BLOCK_IO_ERROR", """{"device": "\ud800", "operation": "read", "action": "stop"}""")
            .SendBytes(
                Encoding.Latin1.GetBytes(
                    "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"ODD\", \"data\": {\"x\": \"\u00ff\"}}\r\n"))
            .Event("SHUTDOWN")
            .Close());

        var outcome = await InProcess.RunAsync([server.SocketPath, .. form]);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal(6, outcome.Output.Count);
    }

    [Fact]
    public async Task Nothing_reverses_the_line_or_breaks_it()
    {
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript()
            .Greet("""{"QMP": {"version": {"qemu": {"micro": 0, "minor": 0, "major": 9}, "package": "\u001b[2J"}, "capabilities": []}}""")
            .Expect("qmp_capabilities").Return()
            .Event("ODD", """{"x": "\u202eabc"}""").Event("ODD\\u2028", """{"x": 1}""").Event("SHUTDOWN\\u001b")
            .Close());

        var outcome = await InProcess.RunAsync(server.SocketPath, "--until", "SHUTDOWN*");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.DoesNotContain(outcome.Output.Concat(outcome.Messages), l => l.Any(c => char.IsControl(c) || c is '\u202e' or '\u2028'));
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
