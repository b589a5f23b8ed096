using Microsoft.Extensions.Configuration;

namespace QmpGen.Hosting.Configuration;

/// <summary>A monitor that a configuration describes: its address, and the options of its client if there are any.</summary>
internal sealed record ConfiguredMonitor(string Name, QmpEndpoint Endpoint, IConfigurationSection? Client)
{
    private const string Address = nameof(Address);

    /// <summary>Reads every monitor of a section.</summary>
    /// <exception cref="FormatException">A name or a value is not valid; the message says which, and what was expected.</exception>
    public static IEnumerable<ConfiguredMonitor> ReadAll(IConfiguration configuration) => configuration.GetChildren().Select(Read);

    private static ConfiguredMonitor Read(IConfigurationSection monitor)
    {
        IConfigurationSection? address = monitor.Value is null ? null : monitor;
        IConfigurationSection? client = null;
        foreach (var member in monitor.GetChildren())
        {
            if (member.Key.Equals(Address, StringComparison.OrdinalIgnoreCase))
            {
                address = member;
            }
            else if (member.Key.Equals(nameof(Client), StringComparison.OrdinalIgnoreCase))
            {
                client = member;
            }
            else
            {
                throw new FormatException($"The configuration value '{member.Path}' is not known: expected {Address} or {nameof(Client)}.");
            }
        }

        return new ConfiguredMonitor(monitor.Key, EndpointOf(address, monitor), client);
    }

    private static QmpEndpoint EndpointOf(IConfigurationSection? address, IConfigurationSection monitor)
    {
        if (address?.Value is not { } text)
        {
            throw new FormatException($"The monitor '{monitor.Path}' has no address: expected {Address}, such as unix:/run/vm1.sock.");
        }

        try
        {
            return QmpEndpoint.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"The configuration value '{address.Path}' is not valid: {exception.Message}", exception);
        }
    }
}
