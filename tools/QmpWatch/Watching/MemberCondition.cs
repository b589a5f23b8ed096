using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace QmpWatch.Watching;

/// <summary>What must be true of a member of an event's data: <c>action=stop</c>, <c>client.host!=127.0.0.1</c>.</summary>
/// <param name="Path">The member's name, behind those of the objects it is in; a number stands for an item of an array.</param>
/// <param name="Value">The text to compare with.</param>
/// <param name="IsNegated">Whether the member must be absent or differ.</param>
internal sealed record MemberCondition(IReadOnlyList<string> Path, string Value, bool IsNegated)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out MemberCondition? condition)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var isNegated = equals > 0 && text[equals - 1] == '!';
        var path = equals < 0 ? [] : text[..(isNegated ? equals - 1 : equals)].Trim().Split('.');
        condition = path.Length > 0 && path.All(p => p.Length > 0)
            ? new MemberCondition(path, text[(equals + 1)..].Trim(), isNegated)
            : null;
        return condition is not null;
    }

    /// <summary>Whether it is true of an event's data.</summary>
    /// <param name="data">The value of <c>data</c>; undefined if the event has none.</param>
    public bool IsTrueOf(JsonElement data) => (Find(data) is { } member && Equals(member)) != IsNegated;

    private JsonElement? Find(JsonElement value)
    {
        for (var i = 0; i < Path.Count; i++)
        {
            switch (value.ValueKind)
            {
                // A member's own name may have dots in it; then it is meant as a whole.
                case JsonValueKind.Object when value.TryGetProperty(string.Join('.', Path.Skip(i)), out var whole):
                    return whole;
                case JsonValueKind.Object when value.TryGetProperty(Path[i], out var member):
                    value = member;
                    break;
                case JsonValueKind.Array when int.TryParse(Path[i], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < value.GetArrayLength():
                    value = value[index];
                    break;
                default:
                    return null;
            }
        }

        return value;
    }

    private bool Equals(JsonElement member) => member.ValueKind switch
    {
        JsonValueKind.String => member.ValueEquals(Value),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => string.Equals(
            member.GetRawText(), Value, StringComparison.Ordinal),
        JsonValueKind.Number => string.Equals(member.GetRawText(), Value, StringComparison.Ordinal)
            || (decimal.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && member.TryGetDecimal(out var found) && number == found),
        _ => string.Equals(member.GetRawText(), Value, StringComparison.Ordinal),
    };
}
