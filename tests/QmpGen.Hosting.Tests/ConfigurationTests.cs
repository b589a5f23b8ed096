using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QmpGen.Hosting.Configuration;
using QmpGen.Testing;

namespace QmpGen.Hosting.Tests;

/// <summary>Monitors and their options from appsettings.json.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Monitors_with_their_options_come_from_the_configuration()
    {
        await using var server = QmpTestServer.OnUnixSocket();
        var configuration = Json($$"""
            {
              "Monitors": {
                "vm1": {
                  "Address": "unix:{{server.SocketPath}}",
                  "Client": { "CommandTimeout": "00:00:07", "EventCapacity": 5, "Reconnect": { "MaxDelay": "00:00:02" } }
                },
                "vm2": "unix:/nowhere.sock"
              }
            }
            """);
        await using var host = await TestHost.StartAsync(services => services.AddQmpMonitors(
            configuration.GetSection("Monitors"), QmpEvents.Reader, monitor => monitor.AddHandler<Watcher>()));

        var stop = await server.SendAsync(new StopEvent()).InTime();

        Assert.Equal(("vm1", stop), await host.Seen.NextAsync());
        Assert.Equal("unix:/nowhere.sock", host.Monitor("vm2").Endpoint.ToString());
    }

    [Fact]
    public void Every_option_that_is_a_value_can_be_configured()
    {
        Type[] kinds = [typeof(TimeSpan), typeof(int), typeof(long), typeof(double), typeof(bool), typeof(int?), typeof(TimeSpan?)];
        var options = typeof(QmpClientOptions).GetProperties().Where(p => kinds.Contains(p.PropertyType)).ToList();
        var written = string.Join(", ", options.Select(p => $"\"{p.Name}\": {Sample(p.PropertyType)}"));

        var bound = ConfiguredOptions.Bind(new QmpClientOptions(), Json($"{{ {written} }}"));

        Assert.True(options.Count > 10, $"{options.Count} options");
        Assert.All(options, p => Assert.Equal(Sample(p.PropertyType).Trim('"'), $"{p.GetValue(bound)}", ignoreCase: true));
    }

    [Theory]
    [InlineData("""{ "CommandTimeout": 30 }""", "'CommandTimeout' is '30': expected a time such as 00:00:30")]
    [InlineData("""{ "CommandTimout": "00:00:30" }""", "'CommandTimout' is not an option: expected one of ConnectTimeout, ")]
    [InlineData("""{ "EventCapacity": "many" }""", "'EventCapacity' is 'many': expected a whole number")]
    [InlineData("""{ "CommandTimeout": "-00:00:05" }""", "'CommandTimeout' is not valid")]
    [InlineData("""{ "Reconnect": { "Jitter": true } }""", "'Reconnect:Jitter' is 'True': expected a number such as 0.5")]
    public void A_mistake_is_named_with_its_path(string json, string message)
    {
        var failure = Assert.Throws<FormatException>(() => ConfiguredOptions.Bind(new QmpClientOptions(), Json(json)));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "vm1": {} }""", "The monitor 'vm1' has no address")]
    [InlineData("""{ "vm1": "/run/vm.sock:x=1,server=on" }""", "'vm1' is not valid")]
    [InlineData("""{ "vm1": { "Adress": "unix:/a" } }""", "'vm1:Adress' is not known: expected Address or Client.")]
    public void A_monitor_that_is_not_described_right_is_named(string json, string message)
    {
        var failure = Assert.Throws<FormatException>(() => new ServiceCollection().AddQmpMonitors(Json(json)));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static string Sample(Type type) =>
        type == typeof(bool) ? "true" : type == typeof(TimeSpan) || type == typeof(TimeSpan?) ? "\"00:00:09\"" : "9";

    private static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
}
