using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QmpGen.Hosting.Configuration;

/// <summary>One value of a configuration, such as a line of appsettings.json. What is wrong with it is said with its path.</summary>
internal readonly struct ConfiguredValue(IConfigurationSection section)
{
    private const string Infinite = nameof(Infinite);

    public TimeSpan Time()
    {
        if (string.Equals(section.Value, Infinite, StringComparison.OrdinalIgnoreCase))
        {
            return Timeout.InfiniteTimeSpan;
        }

        // A number alone would be days, which nobody means.
        return section.Value is { } text
            && text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
                ? time
                : throw Wrong("a time such as 00:00:30 (hh:mm:ss), or Infinite");
    }

    public int Int32() => int.TryParse(section.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong("a whole number");

    public long Int64() => long.TryParse(section.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong("a whole number");

    public double Fraction() => double.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong("a number such as 0.5");

    public bool Boolean() => bool.TryParse(section.Value, out var value) ? value : throw Wrong("true or false");

    public QmpReconnectOptions Reconnect(QmpReconnectOptions options) => ConfiguredOptions.Bind(options, section);

    private FormatException Wrong(string expected) => new(
        $"The configuration value '{section.Path}' is "
            + $"{(section.Value is { } text ? $"'{text}'" : "a section")}: expected {expected}.");
}
