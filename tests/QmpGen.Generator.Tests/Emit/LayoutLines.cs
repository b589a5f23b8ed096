using System.Globalization;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>Makes messages as QEMU prints them, for the events of any schema.</summary>
/// <param name="schema">The schema.</param>
/// <param name="random">Where the values come from.</param>
internal sealed class LayoutLines(EventSchema schema, Random random)
{
    private static readonly string[] Texts =
    [
        "", "a", "ide0-hd1", "Input/output error", "/machine/unattached/device[9]", new('x', 31), new('x', 32), new('y', 97)
    ];
    private static readonly string[] EscapedTexts = [@"\u00E9\uD83D\uDE00", @"a\\b\"",c", @"C=GB,O=Probe\\, Inc"];

    /// <summary>Whether texts may need escapes.</summary>
    public bool WithEscapes { get; init; }

    /// <summary>Whether members that the schema does not have stand between the others.</summary>
    public bool WithUnknown { get; init; }

    /// <summary>A message of an event.</summary>
    public string Of(EventModel e)
    {
        var members = Members(e.Members);
        var data = members.Length == 0 && random.Next(2) == 0 ? "" : $", \"data\": {{{members}}}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"timestamp\": {{\"seconds\": {random.NextInt64(1_000_000_000, 10_000_000_000)}, \"microseconds\": "
                + $"{random.Next(Power(random.Next(7)))}}}, \"event\": \"{e.WireName}\"{data}}}");
    }

    private string Members(IEnumerable<MemberModel> members)
    {
        var printed = new List<string>();
        foreach (var member in WireOrder.Of(members))
        {
            if (WithUnknown && random.Next(3) == 0)
            {
                printed.Add($"\"x-unknown-{printed.Count}\": {Pick("true", "false", "null", "-17", "\"\"", "\"text\"")}");
            }

            if ((!member.IsOptional || random.Next(2) == 0) && Value(member.Type) is { } value)
            {
                printed.Add($"\"{member.WireName}\": {value}");
            }
        }

        return string.Join(", ", printed);
    }

    private string? Value(MemberType type) => type.Kind switch
    {
        _ when type.IsArray =>
            $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(type with { IsArray = false })))}]",
        MemberKind.String => $"\"{Text()}\"",
        MemberKind.Value when random.Next(5) > 0 =>
            $"\"{Pick([.. schema.ValueLists.Single(l => l.TypeName == type.TypeName).Values.Select(v => v.Text)])}\"",
        MemberKind.Value => $"\"{Text()}\"",
        MemberKind.Boolean => Pick("true", "false"),
        MemberKind.Object => $"{{{Members(schema.Objects.Single(o => o.TypeName == type.TypeName).Members)}}}",
        MemberKind.Int8 => Number(sbyte.MinValue, sbyte.MaxValue),
        MemberKind.Int16 => Number(short.MinValue, short.MaxValue),
        MemberKind.Int32 => Number(int.MinValue, int.MaxValue),
        MemberKind.UInt8 => Number(0, byte.MaxValue),
        MemberKind.UInt16 => Number(0, ushort.MaxValue),
        MemberKind.UInt32 => Number(0, uint.MaxValue),
        MemberKind.Int64 or MemberKind.UInt64 => Number(-999_999_999_999_999, 999_999_999_999_999),
        MemberKind.Json => Pick("{\"a\": [1, null]}", "[]", "\"text\"", "1.50"),
        MemberKind.Double => Pick("1.5", "-2e3", "7"),
        _ => null,
    };

    private string Number(long min, long max) => random.Next(4) switch
    {
        0 => min.ToString(CultureInfo.InvariantCulture),
        1 => max.ToString(CultureInfo.InvariantCulture),
        2 => random.NextInt64(Math.Max(min, -99), Math.Min(max, 99)).ToString(CultureInfo.InvariantCulture),
        _ => random.NextInt64(min, max).ToString(CultureInfo.InvariantCulture),
    };

    private string Text() => WithEscapes && random.Next(3) == 0 ? Pick(EscapedTexts) : Pick(Texts);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    private static int Power(int exponent) => (int)Math.Pow(10, exponent);
}
