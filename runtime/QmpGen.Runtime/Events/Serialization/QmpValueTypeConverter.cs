using System.ComponentModel;
using System.Globalization;

namespace QmpGen.Serialization;

/// <summary>
/// Converts text to a value of a value list where the framework looks for a type converter, as in the binding of configuration;
/// generated types refer to it in <c>[TypeConverter]</c>. Text that the spec does not list is a <see cref="FormatException"/>.
/// </summary>
/// <typeparam name="TValue">The generated type.</typeparam>
public sealed class QmpValueTypeConverter<TValue> : TypeConverter
    where TValue : struct, IQmpListedValue<TValue>
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? QmpListedValues.Parse<TValue>(text) : base.ConvertFrom(context, culture, value);
}
