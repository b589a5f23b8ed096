using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the writing of single values.</summary>
internal static class ValueCode
{
    /// <param name="code">Where to emit.</param>
    /// <param name="type">The value's type; of an array, its items' type.</param>
    /// <param name="name">The member's name as an expression; null for a value on its own.</param>
    /// <param name="value">The expression to write.</param>
    public static void Write(CodeWriter code, MemberType type, string? name, string value)
    {
        var (suffix, argument) = name is null ? ("Value", string.Empty) : (string.Empty, $"{name}, ");
        switch (type.Kind)
        {
            case MemberKind.String:
                code.Line($"writer.WriteString{suffix}({argument}{value});");
                break;
            case MemberKind.Value:
                code.Line($"writer.WriteString{suffix}({argument}{value}.Text);");
                break;
            case MemberKind.Boolean:
                code.Line($"writer.WriteBoolean{suffix}({argument}{value});");
                break;
            case MemberKind.Object or MemberKind.Alternate:
                PropertyName(code, name);
                code.Line($"{value}.WriteJson(writer);");
                break;
            case MemberKind.Json or MemberKind.Null:
                PropertyName(code, name);
                code.Line($"{value}.WriteTo(writer);");
                break;
            case MemberKind.Integer:
                code.Line($"{RuntimeNames.JsonNumbers}.WriteInteger(writer, {argument}{value});");
                break;
            default:
                code.Line($"writer.WriteNumber{suffix}({argument}{value});");
                break;
        }
    }

    private static void PropertyName(CodeWriter code, string? name)
    {
        if (name is not null)
        {
            code.Line($"writer.WritePropertyName({name});");
        }
    }
}
