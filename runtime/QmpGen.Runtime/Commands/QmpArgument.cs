using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// A JSON value that a command sends: text, a number, true or false, an object, an array, or null. C# values convert to it.
/// </summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructors are the alternates.")]
public readonly struct QmpArgument : IEquatable<QmpArgument>
{
    private readonly object? _value;

    private QmpArgument(object? value) => _value = value;

    /// <summary>A JSON null. In contrast, a C# null means that the argument is not sent.</summary>
    public static QmpArgument Null { get; } = new(JsonElement.Parse("null"u8));

    /// <summary>Whether the value is absent, so that the argument is not sent.</summary>
    public bool IsAbsent => _value is null;

    /// <summary>Converts text; <see langword="null"/> means that the argument is not sent.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator QmpArgument(string? value) => new(value);

    /// <summary>Converts true or false.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator QmpArgument(bool value) => new(value);

    /// <summary>Converts an integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator QmpArgument(long value) => new(value);

    /// <summary>Converts an unsigned integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator QmpArgument(ulong value) => new(value);

    /// <summary>Converts an integer.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator QmpArgument(int value) => new((long)value);

    /// <summary>Converts a number that need not be an integer.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The number is infinite or not a number, which JSON cannot express.</exception>
    public static implicit operator QmpArgument(double value) => double.IsFinite(value)
        ? new(value)
        : throw new ArgumentException(
            $"{value.ToString(CultureInfo.InvariantCulture)} cannot be written in JSON: expected a finite number.", nameof(value));

    /// <summary>Converts any JSON; an undefined element means that the argument is not sent.</summary>
    /// <param name="value">The JSON.</param>
    public static implicit operator QmpArgument(JsonElement value) => new(value.ValueKind == JsonValueKind.Undefined ? null : value);

    /// <summary>Converts an object; <see langword="null"/> means that the argument is not sent.</summary>
    /// <param name="value">The members of the object.</param>
    public static implicit operator QmpArgument(QmpArguments? value) => new(value?.Copy());

    /// <summary>Converts an array; <see langword="null"/> means that the argument is not sent.</summary>
    /// <param name="value">The items.</param>
    public static implicit operator QmpArgument(QmpArgument[]? value) => new(value is null ? null : QmpList.Create<QmpArgument>(value));

    /// <summary>Converts an array; <see langword="null"/> means that the argument is not sent.</summary>
    /// <param name="value">The items.</param>
    public static implicit operator QmpArgument(QmpList<QmpArgument>? value) => new(value);

    /// <summary>Whether both are the same JSON value.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(QmpArgument left, QmpArgument right) => left.Equals(right);

    /// <summary>Whether the JSON values differ.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(QmpArgument left, QmpArgument right) => !left.Equals(right);

    /// <summary>Returns the value as a JSON element.</summary>
    /// <returns>The element; undefined if the value is absent.</returns>
    public JsonElement ToJsonElement() => _value switch
    {
        null => default,
        JsonElement element => element,
        _ => JsonElement.Parse(ToString()),
    };

    /// <summary>Whether both are the same JSON value.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns>True if they are equal.</returns>
    public bool Equals(QmpArgument other) => Equals(_value, other._value)
        || (_value is not null && other._value is not null && QmpJson.ValueEquals(ToJsonElement(), other.ToJsonElement()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is QmpArgument other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsAbsent ? 0 : (int)ToJsonElement().ValueKind;

    /// <summary>Returns the value as JSON text.</summary>
    /// <returns>The text; empty if the value is absent.</returns>
    public override string ToString() =>
        IsAbsent ? string.Empty : CommandJson.Text(this, static (writer, value) => value.WriteTo(writer));

    /// <summary>Writes the value; null if there is none, because a name has been written already.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        switch (_value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case QmpArguments members:
                members.WriteTo(writer);
                break;
            case QmpList<QmpArgument> items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
