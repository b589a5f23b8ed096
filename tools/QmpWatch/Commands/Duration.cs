using System.Globalization;

namespace QmpWatch.Commands;

/// <summary>Reads a time as people write it: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>; a bare number counts seconds.</summary>
internal static class Duration
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    // The longest that timers can wait.
    private const double MostSeconds = int.MaxValue / 1000d;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var (unit, factor) = Array.Find(Units, u => text.EndsWith(u.Unit, StringComparison.Ordinal)) is { Unit: not null } found
            ? found
            : (string.Empty, 1);
        var digits = text.AsSpan(0, text.Length - unit.Length);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number * factor is not (> 0 and < MostSeconds))
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(number * factor);
        return duration > TimeSpan.Zero;
    }
}
