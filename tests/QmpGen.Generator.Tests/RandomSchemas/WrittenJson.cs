using System.Globalization;
using System.Text.Json;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>
/// Compares what was written with what had to be: members in any order, but each once; numbers with a fraction as the
/// number that they are in 64 bits; empty data as none.
/// </summary>
internal static class WrittenJson
{
    /// <summary>Whether two messages of one event are equal.</summary>
    public static bool IsEqualMessage(JsonElement left, JsonElement right) =>
        AreEqual([.. left.EnumerateObject().Where(p => !IsNoData(p))], [.. right.EnumerateObject().Where(p => !IsNoData(p))]);

    private static bool IsNoData(JsonProperty member) =>
        member.Name == "data" && member.Value.ValueKind == JsonValueKind.Object && member.Value.GetPropertyCount() == 0;

    /// <summary>Whether two values are equal.</summary>
    public static bool IsEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => AreEqual(left.EnumerateObject().ToList(), right.EnumerateObject().ToList()),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(p => IsEqual(p.First, p.Second)),
            JsonValueKind.Number =>
                JsonElement.DeepEquals(left, right) || (HasFraction(left) && left.GetDouble().Equals(right.GetDouble())),
            _ => JsonElement.DeepEquals(left, right),
        };
    }

    private static bool AreEqual(List<JsonProperty> left, List<JsonProperty> right)
    {
        var names = right.ToLookup(p => p.Name, p => p.Value, StringComparer.Ordinal);
        return left.Count == right.Count
            && names.All(n => n.Count() == 1)
            && left.All(p => names[p.Name].Any(other => IsEqual(p.Value, other)));
    }

    private static bool HasFraction(JsonElement number) =>
        double.TryParse(number.GetRawText(), CultureInfo.InvariantCulture, out var value)
            && (!double.IsInteger(value) || Math.Abs(value) > 1e15);
}
