using QmpGen.Generator.Schema;

namespace QmpGen.Generator.Emit;

/// <summary>Emits the writing of single values.</summary>
internal static class ValueCode
{
    /// <param name="code">Where to emit.</param>
    /// <param name="type">The value's type; of an array, its items' type.</param>
    /// <param name="name">The member's name as first argument, with its comma; empty for a value on its own.</param>
    /// <param name="value">The expression to write.</param>
    public static void Write(CodeWriter code, MemberType type, string name, string value)
    {
        var suffix = name.Length == 0 ? "Value" : string.Empty;
        switch (type.Kind)
        {
            case MemberKind.String:
                code.Line($"writer.WriteString{suffix}({name}{value});");
                break;
            case MemberKind.Value:
                code.Line($"writer.WriteString{suffix}({name}{value}.Text);");
                break;
            case MemberKind.Boolean:
                code.Line($"writer.WriteBoolean{suffix}({name}{value});");
                break;
            case MemberKind.Object or MemberKind.Alternate:
                PropertyName(code, name);
                code.Line($"{value}.WriteJson(writer);");
                break;
            case MemberKind.Json or MemberKind.Null:
                PropertyName(code, name);
                code.Line($"{value}.WriteTo(writer);");
                break;
            default:
                code.Line($"writer.WriteNumber{suffix}({name}{value});");
                break;
        }
    }

    private static void PropertyName(CodeWriter code, string name)
    {
        if (name.Length > 0)
        {
            code.Line($"writer.WritePropertyName({name.TrimEnd(',', ' ')});");
        }
    }
}
