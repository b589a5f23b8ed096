using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>What is alike in records of events and of objects: properties, reading, writing, equality.</summary>
/// <param name="names">How the emitted types are called in full.</param>
internal sealed class MemberCode(TypeNames names)
{
    public void Properties(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members)
        {
            code.Line();
            Docs.Summary(code, member.Description.IsEmpty
                ? $"The member {Docs.Code(member.WireName)}."
                : Docs.Sentence(member.Description, names));
            var presence = member.IsOptional ? "Optional: null if a message does not have it." : "Present in every message.";
            code.Line($"/// <remarks>On the wire: {Docs.Code(member.WireName)}. {presence}</remarks>");
            StabilityCode.Attributes(code, member.Stability);
            code.Line(member.IsOptional
                ? $"public {names.Of(member.Type)}? {member.PropertyName} {{ get; init; }}"
                : $"public required {names.Of(member.Type)} {member.PropertyName} {{ get; init; }}");
        }
    }

    /// <summary>Reads all members into variables of their own; a later duplicate replaces an earlier one.</summary>
    public void ReadLocals(CodeWriter code, IReadOnlyList<MemberModel> members)
    {
        foreach (var member in members)
        {
            code.Line($"{names.Of(member.Type)}? {member.LocalName} = null;");
        }

        code.Line($"{RuntimeNames.Json}.EnterObject(ref reader);");
        code.Open($"while ({RuntimeNames.Json}.NextMember(ref reader))");
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            code.Open($"{(i == 0 ? "" : "else ")}if (reader.ValueTextEquals({Literals.Utf8(member.WireName)}))");
            code.Line("reader.Read();");
            var read = Read(member.Type);
            code.Line(member.IsOptional && !member.Type.AcceptsNull
                ? $"{member.LocalName} = {RuntimeNames.Json}.IsNull(ref reader) ? {Null(member.Type)} : {read};"
                : $"{member.LocalName} = {read};");
            code.Close();
        }

        if (members.Count > 0)
        {
            code.Open("else");
        }

        code.Line($"{RuntimeNames.Json}.SkipMember(ref reader);");
        if (members.Count > 0)
        {
            code.Close();
        }

        code.Close();
    }

    /// <summary>The lines of an object initializer that take the variables over.</summary>
    public static void Initializers(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members)
        {
            code.Line(member.IsOptional
                ? $"{member.PropertyName} = {member.LocalName},"
                : $"{member.PropertyName} = {member.LocalName} ?? throw {RuntimeNames.Json}.Missing("
                    + $"ref reader, {Literals.String(member.WireName)}, \"{Expected(member.Type)}\"),");
        }
    }

    public static void Write(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members)
        {
            if (!member.IsOptional)
            {
                Write(code, member, member.PropertyName);
                continue;
            }

            code.Open($"if ({member.PropertyName} is {{ }} {member.LocalName})");
            Write(code, member, member.LocalName);
            code.Close();
        }
    }

    /// <summary>Equality by hand where a member holds any JSON, which does not compare by content on its own.</summary>
    /// <param name="code">Where to emit.</param>
    /// <param name="typeName">The record.</param>
    /// <param name="members">All that takes part in equality.</param>
    /// <param name="hasBase">Whether the record derives from another one.</param>
    /// <param name="isSealed">Whether no record derives from it.</param>
    public void Equality(
        CodeWriter code, string typeName, IReadOnlyList<MemberModel> members, bool hasBase, bool isSealed = true)
    {
        if (members.All(m => !m.Type.IsAnyJson))
        {
            return;
        }

        var comparisons = members.Select(m => m.Type.IsAnyJson
            ? $"{RuntimeNames.Json}.ValueEquals({m.PropertyName}, other.{m.PropertyName})"
            : $"global::System.Collections.Generic.EqualityComparer<{names.Of(m.Type)}{(m.IsOptional ? "?" : "")}>.Default"
                + $".Equals({m.PropertyName}, other.{m.PropertyName})");
        code.Line();
        Docs.Summary(code, "Determines whether all members are equal. JSON is compared by value.");
        code.Line("/// <param name=\"other\">The record to compare with.</param>");
        code.Line("/// <returns>True if the records are equal.</returns>");
        var first = hasBase ? "base.Equals(other)"
            : isSealed ? "other is not null"
            : "other is not null && EqualityContract == other.EqualityContract";
        code.Line($"public {(isSealed ? "" : "virtual ")}bool Equals({typeName}? other) =>");
        code.Lines($"    {string.Join("\n    && ", comparisons.Prepend(first))};");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Open("public override int GetHashCode()");
        code.Line("var hash = default(global::System.HashCode);");
        if (hasBase)
        {
            code.Line("hash.Add(base.GetHashCode());");
        }

        foreach (var member in members.Where(m => !m.Type.IsAnyJson))
        {
            code.Line($"hash.Add({member.PropertyName});");
        }

        code.Line("return hash.ToHashCode();");
        code.Close();
    }

    public static void Write(CodeWriter code, MemberModel member, string value)
    {
        if (member.Type.IsArray)
        {
            code.Line($"writer.WriteStartArray({Literals.Utf8(member.WireName)});");
            WriteItems(code, member.Type, value);
            return;
        }

        ValueCode.Write(code, member.Type, Literals.Utf8(member.WireName), value);
    }

    /// <summary>Writes a value on its own, not as a member.</summary>
    public static void WriteValue(CodeWriter code, MemberType type, string value)
    {
        if (type.IsArray)
        {
            code.Line("writer.WriteStartArray();");
            WriteItems(code, type, value);
            return;
        }

        ValueCode.Write(code, type, name: null, value);
    }

    /// <summary>
    /// The expression for a member that is not there. Where an object converts to the type, so would a plain null.
    /// </summary>
    public string Null(MemberType type) => type is { Kind: MemberKind.Alternate, IsArray: false } ? $"({names.Of(type)}?)null" : "null";

    /// <summary>The expression that reads a value of a type.</summary>
    public string Read(MemberType type) => type.IsArray
        ? $"{RuntimeNames.JsonValues}.ReadList(ref reader, static (ref {SystemNames.JsonReader} item) => {ReadItem(type, "item")})"
        : ReadItem(type, "reader");

    private static void WriteItems(CodeWriter code, MemberType type, string value)
    {
        code.Open($"foreach (var item in {value})");
        ValueCode.Write(code, type, name: null, "item");
        code.Close();
        code.Line("writer.WriteEndArray();");
    }

    private string ReadItem(MemberType type, string reader) => type.Kind switch
    {
        MemberKind.Object or MemberKind.Value or MemberKind.Alternate =>
            $"{names.Of(type with { IsArray = false })}.ReadJson(ref {reader})",
        MemberKind.Json or MemberKind.Argument => $"{RuntimeNames.Json}.ReadElement(ref {reader})",
        MemberKind.Null => $"{RuntimeNames.JsonValues}.ReadNull(ref {reader})",
        MemberKind.Int8 or MemberKind.Int16 or MemberKind.Int32 or MemberKind.UInt8 or MemberKind.UInt16 or MemberKind.UInt32
            or MemberKind.Integer => $"{RuntimeNames.JsonNumbers}.Read{type.Kind}(ref {reader})",
        var kind => $"{RuntimeNames.Json}.Read{kind}(ref {reader})",
    };

    public static string Expected(MemberType type) => type.Kind switch
    {
        _ when type.IsArray => "an array",
        MemberKind.String or MemberKind.Value => "a string",
        MemberKind.Int64 or MemberKind.UInt64 or MemberKind.Integer => "a 64-bit integer",
        MemberKind.Int32 or MemberKind.UInt32 => "a 32-bit integer",
        MemberKind.Int16 or MemberKind.UInt16 => "a 16-bit integer",
        MemberKind.Int8 or MemberKind.UInt8 => "an 8-bit integer",
        MemberKind.Double => "a number",
        MemberKind.Boolean => "true or false",
        MemberKind.Object => "an object",
        MemberKind.Null => "null",
        _ => "a value",
    };
}
