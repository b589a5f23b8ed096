using System.Globalization;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// The fast way to read: member by member in the order and the layout in which QEMU prints them. Whatever is laid out
/// otherwise is left to the reading of tokens.
/// </summary>
/// <param name="names">How the emitted types are called in full.</param>
/// <param name="shapes">What can be read so.</param>
internal sealed class LayoutCode(TypeNames names, LayoutShapes shapes)
{
    /// <summary>The name of the emitted methods.</summary>
    public const string Method = "ReadLayout";

    private const string KnownNames = "WireNames";

    public void EmitEvent(CodeWriter code, EventModel model)
    {
        if (!shapes.Contains(model))
        {
            return;
        }

        var type = names.Of(model.TypeName);
        EmitKnownNames(code, model.Members);
        code.Line();
        code.Open($"internal static {type}? {Method}({RuntimeNames.LayoutReader} message, {RuntimeNames.Timestamp} timestamp)");
        code.Open("if (!message.EnterData())");
        code.Line(model.Members.All(m => m.IsOptional)
            ? $"return message.EndEvent() ? new {type} {{ Timestamp = timestamp }} : null;"
            : "return null;");
        code.Close();
        code.Line();
        EmitLocals(code, model.Members);
        code.Open("if (!message.EndEvent())");
        code.Line("return null;");
        code.Close();
        code.Line();
        code.Open($"return new {type}");
        code.Line("Timestamp = timestamp,");
        EmitInitializers(code, model.Members);
        code.Close("};");
        code.Close();
    }

    public void EmitObject(CodeWriter code, ObjectModel model)
    {
        if (!shapes.Contains(model))
        {
            return;
        }

        var type = names.Of(model.TypeName);
        EmitKnownNames(code, model.Members);
        code.Line();
        code.Open($"internal static int {Method}({RuntimeNames.LayoutReader} message, out {type} result)");
        EmitLocals(code, model.Members);
        code.Open($"result = new {type}");
        EmitInitializers(code, model.Members);
        code.Close("};");
        code.Line("return message.Position;");
        code.Close();
    }

    private static void EmitKnownNames(CodeWriter code, IEnumerable<MemberModel> members)
    {
        code.Line();
        code.Line(
            $"private static global::System.ReadOnlySpan<byte> {KnownNames} => "
                + $"{Literals.Utf8(string.Concat(members.Select(m => $"\"{m.WireName}\"")))};");
    }

    private void EmitLocals(CodeWriter code, IEnumerable<MemberModel> members)
    {
        var ordered = WireOrder.Of(members).Where(shapes.Contains).ToList();
        var lastRequired = ordered.FindLastIndex(m => !m.IsOptional);
        for (var i = 0; i < ordered.Count; i++)
        {
            // Whether a member is absent or comes later is only asked where nothing that must be there would tell.
            var known = i < lastRequired && ordered[i].IsOptional ? string.Empty : $", {KnownNames}";
            EmitLocal(code, ordered[i], i == 0 ? string.Empty : ", ", known);
        }

        code.Line($"message.LeaveObject({KnownNames});");
    }

    private void EmitLocal(CodeWriter code, MemberModel member, string separator, string known)
    {
        var before = $"{separator}\"{member.WireName}\": ";
        var optional = member.IsOptional ? "Optional" : "";
        var local = member.LocalName;
        switch (member.Type.Kind)
        {
            case MemberKind.Object when member.IsOptional:
                code.Line($"{names.Of(member.Type)}? {local} = null;");
                code.Open($"if (message.EnterOptionalObject({Literals.Utf8(before + "{")}{known}))");
                code.Line($"message.ContinueAt({names.Of(member.Type)}.{Method}(message, out {local}));");
                code.Close();
                break;
            case MemberKind.Object:
                code.Line($"message.EnterObject({Literals.Utf8(before + "{")}{known});");
                code.Line($"message.ContinueAt({names.Of(member.Type)}.{Method}(message, out var {local}));");
                break;
            case MemberKind.String or MemberKind.Value:
                code.Line($"var {local} = message.Read{optional}String({Arguments(before + "\"")});");
                break;
            case MemberKind.Boolean:
                code.Line($"var {local} = message.Read{optional}Boolean({Arguments(before)});");
                break;
            default:
                code.Line($"var {local} = message.Read{optional}Integer({Arguments(before)}{Bounds(member.Type, known)});");
                break;
        }

        string Arguments(string text) => Literals.Utf8(text) + known;
    }

    private void EmitInitializers(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members.Where(shapes.Contains))
        {
            code.Line($"{member.PropertyName} = {Value(member)},");
        }
    }

    private string Value(MemberModel member)
    {
        var local = member.LocalName;
        switch (member.Type.Kind)
        {
            case MemberKind.String:
                return $"message.To{(member.IsOptional ? "Optional" : "")}Text({local})";
            case MemberKind.Value:
                var type = names.Of(member.Type);
                var value = $"{type}.{ValueListEmitter.KnownMethod}({local}) ?? new {type}(message.ToText({local}))";
                return member.IsOptional ? $"{RuntimeNames.LayoutReader}.IsPresent({local}) ? {value} : null" : value;
            case MemberKind.Object or MemberKind.Boolean or MemberKind.Int64 or MemberKind.Integer:
                return local;
            default:
                return $"unchecked(({names.Of(member.Type)}{(member.IsOptional ? "?" : "")}){local})";
        }
    }

    /// <summary>The numbers that a member can hold, as arguments behind the known names, whose place must not be left empty then.</summary>
    private static string Bounds(MemberType type, string known)
    {
        var (min, max) = type.Kind switch
        {
            MemberKind.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            MemberKind.Int16 => (short.MinValue, short.MaxValue),
            MemberKind.Int32 => (int.MinValue, int.MaxValue),
            MemberKind.UInt8 => (byte.MinValue, byte.MaxValue),
            MemberKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
            MemberKind.UInt32 => (uint.MinValue, uint.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return max == long.MaxValue
            ? string.Empty
            : string.Format(CultureInfo.InvariantCulture, "{0}, {1}, {2}", known.Length == 0 ? ", default" : string.Empty, min, max);
    }
}
