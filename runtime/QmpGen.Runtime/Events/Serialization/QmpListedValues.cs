using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace QmpGen.Serialization;

/// <summary>
/// Finds a value of a value list by its text, for configuration, routes and other text that people write. JSON is read by
/// <see cref="QmpValueConverter{TValue}"/>, which also accepts values that the spec does not list.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QmpListedValues
{
    /// <summary>Finds the value that the spec lists with this text.</summary>
    /// <typeparam name="TValue">The value list.</typeparam>
    /// <param name="s">The text on the wire, with the same case.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The spec does not list the value. The message names those that it lists.</exception>
    public static TValue Parse<TValue>(string s)
        where TValue : struct, IQmpListedValue<TValue>
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse<TValue>(s.AsSpan());
    }

    /// <summary>Finds the value that the spec lists with this text.</summary>
    /// <typeparam name="TValue">The value list.</typeparam>
    /// <param name="s">The text on the wire, with the same case.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The spec does not list the value. The message names those that it lists.</exception>
    public static TValue Parse<TValue>(ReadOnlySpan<char> s)
        where TValue : struct, IQmpListedValue<TValue> =>
        TryParse(s, out TValue value) ? value : throw NotListed<TValue>(s);

    /// <summary>Finds the value that the spec lists with this text.</summary>
    /// <typeparam name="TValue">The value list.</typeparam>
    /// <param name="s">The text on the wire, with the same case.</param>
    /// <param name="result">The value.</param>
    /// <returns>False if the spec does not list the value.</returns>
    public static bool TryParse<TValue>([NotNullWhen(true)] string? s, out TValue result)
        where TValue : struct, IQmpListedValue<TValue>
    {
        result = default;
        return s is not null && TryParse(s.AsSpan(), out result);
    }

    /// <summary>Finds the value that the spec lists with this text.</summary>
    /// <typeparam name="TValue">The value list.</typeparam>
    /// <param name="s">The text on the wire, with the same case.</param>
    /// <param name="result">The value.</param>
    /// <returns>False if the spec does not list the value.</returns>
    public static bool TryParse<TValue>(ReadOnlySpan<char> s, out TValue result)
        where TValue : struct, IQmpListedValue<TValue>
    {
        foreach (var value in TValue.Values)
        {
            if (s.SequenceEqual(value.Text))
            {
                result = value;
                return true;
            }
        }

        result = default;
        return false;
    }

    private static FormatException NotListed<TValue>(ReadOnlySpan<char> s)
        where TValue : struct, IQmpListedValue<TValue>
    {
        var values = string.Join(", ", TValue.Values.Select(v => $"'{v.Text}'"));
        return new FormatException($"'{s}' is not a value of {typeof(TValue).Name}; expected one of {values}.");
    }
}
