using Microsoft.Extensions.Configuration;

namespace QmpGen.Hosting.Configuration;

/// <summary>
/// Binds options from a configuration, without reflection. A name that no option has is an error, since it is a mistake that
/// nobody would notice.
/// </summary>
internal static class ConfiguredOptions
{
    private static readonly Dictionary<string, Func<QmpClientOptions, ConfiguredValue, QmpClientOptions>> Client =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(QmpClientOptions.ConnectTimeout)] = (o, v) => o with { ConnectTimeout = v.Time() },
            [nameof(QmpClientOptions.GreetingTimeout)] = (o, v) => o with { GreetingTimeout = v.Time() },
            [nameof(QmpClientOptions.NegotiationTimeout)] = (o, v) => o with { NegotiationTimeout = v.Time() },
            [nameof(QmpClientOptions.CommandTimeout)] = (o, v) => o with { CommandTimeout = v.Time() },
            [nameof(QmpClientOptions.WriteTimeout)] = (o, v) => o with { WriteTimeout = v.Time() },
            [nameof(QmpClientOptions.MessageTimeout)] = (o, v) => o with { MessageTimeout = v.Time() },
            [nameof(QmpClientOptions.KeepAliveInterval)] = (o, v) => o with { KeepAliveInterval = v.Time() },
            [nameof(QmpClientOptions.KeepAliveTimeout)] = (o, v) => o with { KeepAliveTimeout = v.Time() },
            [nameof(QmpClientOptions.MaxMessageSize)] = (o, v) => o with { MaxMessageSize = v.Int32() },
            [nameof(QmpClientOptions.MaxEventSize)] = (o, v) => o with { MaxEventSize = v.Int32() },
            [nameof(QmpClientOptions.EventCapacity)] = (o, v) => o with { EventCapacity = v.Int32() },
            [nameof(QmpClientOptions.EventByteCapacity)] = (o, v) => o with { EventByteCapacity = v.Int64() },
            [nameof(QmpClientOptions.KeepRawJson)] = (o, v) => o with { KeepRawJson = v.Boolean() },
            [nameof(QmpClientOptions.EnableOutOfBand)] = (o, v) => o with { EnableOutOfBand = v.Boolean() },
            [nameof(QmpClientOptions.CheckCommands)] = (o, v) => o with { CheckCommands = v.Boolean() },
            [nameof(QmpClientOptions.Reconnect)] =
                (o, v) => o with { Reconnect = v.Reconnect(o.Reconnect ?? QmpMonitors.DefaultReconnect) },
        };

    private static readonly Dictionary<string, Func<QmpReconnectOptions, ConfiguredValue, QmpReconnectOptions>> Reconnect =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(QmpReconnectOptions.InitialDelay)] = (o, v) => o with { InitialDelay = v.Time() },
            [nameof(QmpReconnectOptions.MaxDelay)] = (o, v) => o with { MaxDelay = v.Time() },
            [nameof(QmpReconnectOptions.Jitter)] = (o, v) => o with { Jitter = v.Fraction() },
            [nameof(QmpReconnectOptions.MaxAttempts)] = (o, v) => o with { MaxAttempts = v.Int32() },
            [nameof(QmpReconnectOptions.AfterShutdown)] = (o, v) => o with { AfterShutdown = v.Boolean() },
        };

    /// <summary>Changes the options that the configuration names.</summary>
    /// <exception cref="FormatException">A name or a value is not valid; the message says which, and what was expected.</exception>
    public static QmpClientOptions Bind(QmpClientOptions options, IConfiguration configuration) => Bind(options, configuration, Client);

    /// <inheritdoc cref="Bind(QmpClientOptions, IConfiguration)"/>
    public static QmpReconnectOptions Bind(QmpReconnectOptions options, IConfiguration configuration) =>
        Bind(options, configuration, Reconnect);

    private static T Bind<T>(T options, IConfiguration configuration, Dictionary<string, Func<T, ConfiguredValue, T>> known)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (!known.TryGetValue(section.Key, out var set))
            {
                throw new FormatException(
                    $"The configuration value '{section.Path}' is not an option: expected one of {string.Join(", ", known.Keys)}.");
            }

            // A null, which JSON may have, is an option that is not set.
            if (section.Value is not null || section.GetChildren().Any())
            {
                options = Set(options, section, set);
            }
        }

        return options;
    }

    private static T Set<T>(T options, IConfigurationSection section, Func<T, ConfiguredValue, T> set)
    {
        try
        {
            return set(options, new ConfiguredValue(section));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new FormatException($"The configuration value '{section.Path}' is not valid: {exception.Message}", exception);
        }
    }
}
