using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>Whoever forgets the reader of the spec hears of it once, instead of wondering why no case matches.</summary>
public sealed class MissingReaderTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task The_first_event_without_a_reader_is_a_warning_and_untyped_events_on_purpose_are_none(bool isOnPurpose, int warnings)
    {
        var logs = new FakeLogCollector();
        using var factory = LoggerFactory.Create(l => l.AddProvider(new FakeLoggerProvider(logs)));
        await using var server = QmpTestServer.OnUnixSocket(new QmpTestScript().Negotiate().Event("STOP").Event("RESUME"));
        var options = new QmpClientOptions { LoggerFactory = factory };
        await using var client = await QmpClient.ConnectAsync(
            $"unix:{server.SocketPath}", isOnPurpose ? options with { EventReader = QmpEventReader.Untyped } : options).InTime();

        Assert.IsType<UnknownEvent>(await client.Events.NextAsync());
        Assert.IsType<UnknownEvent>(await client.Events.NextAsync());

        Assert.Equal(warnings, logs.GetSnapshot().Count(r => r.Message.Contains("EventReader is not set", StringComparison.Ordinal)));
    }
}
