namespace QmpGen.Serialization;

/// <summary>
/// Implemented by the generated type of a value list that knows its values and parses them. Only generated code implements it.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IQmpListedValue<TSelf> : IQmpValue<TSelf>, ISpanParsable<TSelf>
    where TSelf : struct, IQmpListedValue<TSelf>
{
    /// <summary>The values in the order of the spec.</summary>
    static abstract IReadOnlyList<TSelf> Values { get; }

    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => QmpListedValues.Parse<TSelf>(s);

    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) =>
        QmpListedValues.TryParse(s, out result);
}
