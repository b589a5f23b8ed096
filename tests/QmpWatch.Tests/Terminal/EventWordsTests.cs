using System.Text;
using QmpGen;
using QmpGen.Testing;
using QmpWatch.Events;
using QmpWatch.Specs;
using QmpWatch.Terminal;

namespace QmpWatch.Tests.Terminal;

/// <summary>Events in words, as they come from QEMUs older and newer than the spec.</summary>
public sealed class EventWordsTests
{
    private static readonly EventWords Words = new(KnownEvents.Default);

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
    [InlineData("POWERDOWN", null, "the guest was asked to power down")]
    [InlineData("GUEST_PANICKED", """{"action": "pause"}""", "the guest panicked (action=pause)")]
    [InlineData("MIGRATION", """{"status": "active"}""", "status=active")]
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

    [Theory]
    [InlineData("GUEST_PANICKED", "Bad")]
    [InlineData("GUEST_CRASHLOADED", "Bad")]
    [InlineData("MEMORY_FAILURE", "Bad")]
    [InlineData("BLOCK_IO_ERROR", "Bad", """{"device": "d", "operation": "read", "action": "stop"}""")]
    [InlineData("SHUTDOWN", "Warning")]
    [InlineData("SUSPEND", "Warning")]
    [InlineData("STOP", "Warning")]
    [InlineData("WAKEUP", "Good")]
    [InlineData("RESUME", "Good")]
    [InlineData("MIGRATION", "Plain")]
    [InlineData("DEVICE_DELETED", "Plain")]
    [InlineData("RTC_CHANGE", "Plain", """{"offset": 1}""")]
    [InlineData("BATTERY_LOW", "Faint")]
    public void An_event_has_a_colour_by_its_name_whether_or_not_it_has_a_type(string name, string tone, string? data = null)
    {
        Assert.Equal(tone, $"{Words.Tone(new UnknownEvent(name))}");
        Assert.Equal(tone, $"{Words.Tone(QmpEvents.Reader.Read(Encoding.UTF8.GetBytes(QmpTestScript.EventText(name, data))))}");
    }

    [Fact]
    public void A_migration_that_failed_is_red() =>
        Assert.Equal(
            "Bad",
            $"{Words.Tone(QmpEvents.Parse(Encoding.UTF8.GetBytes(QmpTestScript.EventText("MIGRATION", """{"status": "failed"}"""))))}");
}
