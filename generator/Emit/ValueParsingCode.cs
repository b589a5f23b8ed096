namespace QmpGen.Generator.Emit;

/// <summary>How a value list is read from text that people write: the runtime does it, over the values.</summary>
internal static class ValueParsingCode
{
    private const string Provider = $"{SystemNames.FormatProvider}? provider";

    /// <summary>The attribute by which the framework's binding finds it.</summary>
    public static string Attribute(string type) => $"[{SystemNames.TypeConverter}(typeof({RuntimeNames.ValueTypeConverter}<{type}>))]";

    /// <summary>The methods, each with its documentation.</summary>
    public static IEnumerable<(string Docs, string Declaration)> Methods(string type)
    {
        yield return (
            $"<inheritdoc cref=\"{RuntimeNames.ListedValues}.Parse{{TValue}}(string)\"/>",
            $"public static {type} Parse(string s, {Provider}) => {RuntimeNames.ListedValues}.Parse<{type}>(s);");
        yield return (
            $"<inheritdoc cref=\"{RuntimeNames.ListedValues}.TryParse{{TValue}}(string, out TValue)\"/>",
            $"public static bool TryParse([{SystemNames.NotNullWhen}(true)] string? s, {Provider}, out {type} result) => "
                + $"{RuntimeNames.ListedValues}.TryParse(s, out result);");
    }

    /// <summary>The property that has the values, up to its body.</summary>
    public static string Values(string type) =>
        $"static {SystemNames.ReadOnlyList}<{type}> {RuntimeNames.ListedValueInterface}<{type}>.Values";
}
