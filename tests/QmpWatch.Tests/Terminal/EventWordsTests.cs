using System.Text;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Terminal;

namespace QmpWatch.Tests.Terminal;

/// <summary>Events in words, as they come from QEMUs older and newer than the spec.</summary>
public sealed class EventWordsTests
{
    [Theory]
    [InlineData("SHUTDOWN", null, "the machine was powered down")]
    [InlineData(
        "SHUTDOWN", """{"guest": true, "reason": "guest-shutdown"}""", "the machine was powered down (guest=true reason=guest-shutdown)")]
    [InlineData(
        "RTC_CHANGE",
        """{"offset": -3, "qom-path": "/machine/rtc"}""",
        "the guest set its clock -3 s from the host's (qom-path=/machine/rtc)")]
    [InlineData(
        "BLOCK_IO_ERROR",
        """{"device": "d", "operation": "read", "action": "stop", "reason": "No space left"}""",
        "read error on 'd': the machine stops (reason=\"No space left\")")]
    [InlineData("DEVICE_DELETED", """{"device": "net1", "path": "/machine/net1"}""", "device=net1 path=/machine/net1")]
    [InlineData("ODD", """{"a": "", "b": {"c": [1, null]}}""", """a="" b={"c": [1, null]}""")]
    [InlineData("ODD", "7", "7")]
    [InlineData("POWERDOWN", null, "")]
    public async Task An_event_is_said_with_all_that_came(string name, string? data, string expected)
    {
        await using var server = QmpTestServer.InMemory();
        await using var client = await QmpClient.ConnectAsync(
            server.Endpoint,
            new QmpClientOptions { EventReader = QmpEvents.Reader, KeepRawJson = true },
            TestContext.Current.CancellationToken);
        await server.SendTextAsync(QmpTestScript.EventText(name, data), TestContext.Current.CancellationToken);

        Assert.Equal(expected, EventWords.Describe(await FirstAsync(client)));
    }

    private static async Task<QmpEvent> FirstAsync(QmpClient client)
    {
        await foreach (var e in client.Events.WithCancellation(TestContext.Current.CancellationToken))
        {
            return e;
        }

        throw new InvalidOperationException("The session ended without an event.");
    }

    [Fact]
    public void An_event_without_its_text_is_said_with_what_its_type_has() =>
        Assert.Equal(
            "the machine was powered down",
            EventWords.Describe(QmpEvents.Parse(Encoding.UTF8.GetBytes(QmpTestScript.EventText("SHUTDOWN", """{"guest": true}""")))));
}
