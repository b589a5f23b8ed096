using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>
/// Looks into records: each property holds what its member said. Whoever swaps two members when reading and again when
/// writing would get the message back right. Only names that nothing clashes with are looked at.
/// </summary>
internal static partial class HeldValues
{
    private static readonly Dictionary<string, Type> Numbers = new()
    {
        ["int8"] = typeof(sbyte),
        ["int16"] = typeof(short),
        ["int32"] = typeof(int),
        ["int64"] = typeof(long),
        ["int"] = typeof(long),
        ["uint8"] = typeof(byte),
        ["uint16"] = typeof(ushort),
        ["uint32"] = typeof(uint),
        ["uint64"] = typeof(ulong),
        ["size"] = typeof(ulong),
    };

    /// <summary>What a record holds otherwise than the object; null if nothing.</summary>
    public static string? Mistake(object record, ObjectType type, JsonObject value)
    {
        foreach (var member in type.AllMembers)
        {
            var held = value.Find(member.Name);
            if (member == type.Tag || IsPlain(member.Name))
            {
                var mistake = IsPlain(member.Name) ? Mistake(Property(record, member.Name), member.Type, held) : null;
                if (mistake is not null)
                {
                    return $"{member.Name}: {mistake}";
                }
            }
        }

        if (type.Tag is not null && record is not QmpEvent)
        {
            return OfShape(record, type, value);
        }

        foreach (var branch in type.Branches.Where(b => IsPlain(b.Value)))
        {
            var isSet = value.Find(type.Tag!.Name) is JsonText tag && tag.Text == branch.Value;
            var held = Property(record, branch.Value);
            var mistake = isSet
                ? held is null ? "the branch is not set" : Mistake(held, branch.Type, value)
                : held is null ? null : "a branch is set that the tag does not name";
            if (mistake is not null)
            {
                return $"{branch.Value}: {mistake}";
            }
        }

        return null;
    }

    /// <summary>A union is one of the records in its type, with the members of its branch.</summary>
    private static string? OfShape(object record, ObjectType type, JsonObject value)
    {
        var nested = record.GetType();
        var tag = (value.Find(type.Tag!.Name) as JsonText)?.Text;
        if (tag is null || !((EnumType)type.Tag.Type.Type).Values.Contains(tag))
        {
            return nested.Name is "Other" or "OtherJson" ? null : $"{nested.Name} is held for an unknown value";
        }

        if (IsPlain(tag) && nested.Name != Pascal(tag))
        {
            return $"{nested.Name} is held for {tag}";
        }

        if (type.BranchOf(value) is not { } branch)
        {
            return null;
        }

        if (branch.Tag is not null)
        {
            var inner = nested.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Single(p => p.PropertyType.IsAbstract);
            return Mistake(inner.GetValue(record)!, branch, value);
        }

        return branch.AllMembers.Where(m => IsPlain(m.Name))
            .Select(m => Mistake(Property(record, m.Name), m.Type, value.Find(m.Name)) is { } mistake ? $"{m.Name}: {mistake}" : null)
            .FirstOrDefault(m => m is not null);
    }

    /// <summary>What is held otherwise than the value.</summary>
    public static string? Mistake(object? held, TypeUse type, Json? value) => (held, value) switch
    {
        (null, null) => null,
        (null, JsonLiteral { Text: "null" }) when !type.HasNull => null,
        (null, _) or (_, null) => $"{held ?? "nothing"} is held",
        (IEnumerable list, JsonArray array) when type.IsArray => OfItems(list, type with { IsArray = false }, array),
        _ => type.Type switch
        {
            EnumType e => OfValue(held, e, (JsonText)value),
            ObjectType o => Mistake(held, o, (JsonObject)value),
            AlternateType a => OfAlternate(held, a, value),
            _ => IsEqual(held, type.Type.Name, value) ? null : $"{held} of the type {held.GetType().Name} is held",
        },
    };

    private static string? OfItems(IEnumerable list, TypeUse type, JsonArray array)
    {
        var items = list.Cast<object?>().ToList();
        return items.Count != array.Items.Count
            ? $"{items.Count} items are held"
            : items.Select((item, i) => Mistake(item, type, array.Items[i])).FirstOrDefault(m => m is not null);
    }

    private static string? OfValue(object held, EnumType type, JsonText value)
    {
        var (text, kind) = (Property(held, "text"), Property(held, "kind")!.ToString()!);
        var isRight = !type.Values.Contains(value.Text) ? kind == "Unlisted"
            && Convert.ToInt32(Property(held, "kind"), CultureInfo.InvariantCulture) == 0
            : IsPlain(value.Text) ? kind == Pascal(value.Text)
            : kind != "Unlisted";
        return isRight && (string)text! == value.Text ? null : $"the text {text} of the kind {kind} is held";
    }

    private static string? OfAlternate(object held, AlternateType type, Json value)
    {
        var use = type.BranchOf(value);
        foreach (var branch in type.Branches.Where(b => IsPlain(b.Name)))
        {
            var property = Property(held, branch.Type.HasNull ? "isNull" : branch.Name);
            if (branch.Type != use)
            {
                if (property is not (null or false))
                {
                    return $"{branch.Name} is set";
                }
            }
            else if (use.HasNull ? property is not true : Mistake(property, use, value) is not null)
            {
                return $"{branch.Name} is {property ?? "not set"}";
            }
        }

        return null;
    }

    private static bool IsEqual(object held, string type, Json value) => (held, value) switch
    {
        (string text, JsonText expected) => text == expected.Text,
        (bool flag, JsonLiteral literal) => flag == (literal.Text == "true"),
        (double number, JsonLiteral literal) => type == "number" && number.Equals(double.Parse(literal.Text, CultureInfo.InvariantCulture)),
        (QmpArgument argument, _) => JsonElement.DeepEquals(argument.ToJsonElement(), JsonElement.Parse(value.Compact())),
        (JsonElement element, _) => type is "any" or "null" && JsonElement.DeepEquals(element, JsonElement.Parse(value.Compact())),
        (_, JsonLiteral literal) => Numbers.GetValueOrDefault(type) == held.GetType()
            && BigInteger
                .Parse(Convert.ToString(held, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture) == BigInteger
                .Parse(literal.Text, CultureInfo.InvariantCulture),
        _ => false,
    };

    private static object? Property(object record, string name) =>
        (record.GetType().GetProperty(Pascal(name), BindingFlags.Public | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"{record.GetType().Name} has no property for '{name}'.")).GetValue(record);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static bool IsPlain(string name) => Plain().IsMatch(name);

    [GeneratedRegex(@"^[mv]\d+$")]
    private static partial Regex Plain();
}
