using System.Globalization;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>
/// What records of commands have alike: a line for each member to read it and one to write it. A constructor reads, because
/// only a constructor can set the properties of a record one by one.
/// </summary>
/// <param name="names">How the emitted types are called in full.</param>
internal sealed class CompactCode(TypeNames names)
{
    private const int BitsOfWord = 64;

    private readonly MemberCode _members = new(names);

    /// <summary>
    /// What the compiler would say of code in which constructors read: it cannot see that a member is checked to be there.
    /// </summary>
    public static void SuppressWarnings(CodeWriter code) => code.Line(
        "#pragma warning disable CS0108, CS1591, CS8618, CS9042 // Nested records hide names of each other; constructors check what "
            + "they read; what is required may be deprecated.");

    /// <summary>The remarks on a type on one line.</summary>
    public static void Remarks(CodeWriter code, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count > 0)
        {
            code.Line($"/// <remarks>{string.Concat(paragraphs.Select(p => $"<para>{p}</para>"))}</remarks>");
        }
    }

    /// <summary>A declaration with its documentation on the same line.</summary>
    public static void Documented(CodeWriter code, string xml, string declaration) =>
        code.Line($"/** <summary>{xml.Replace("*/", "*&#47;")}</summary> */ {declaration}");

    public void Properties(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members)
        {
            Property(code, member, "{ get; init; }");
        }
    }

    /// <summary>A property over a field, which a method can set too.</summary>
    public void FieldProperties(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members)
        {
            code.Line($"private {TypeOf(member)} {Field(member)};");
            Property(code, member, $"{{ get => {Field(member)}; init => {Field(member)} = value; }}");
        }
    }

    public static string Field(MemberModel member) => $"_{member.LocalName.TrimStart('@')}";

    public string TypeOf(MemberModel member) => $"{names.Of(member.Type)}{(member.IsOptional ? "?" : "")}";

    /// <summary>Reads an object: a loop over its members, and then a look at which are missing.</summary>
    /// <param name="code">Where to emit.</param>
    /// <param name="cases">Reads one member each.</param>
    /// <param name="otherwise">What happens to any other member.</param>
    /// <param name="required">The required members, in the order in which they are counted.</param>
    public static void ReadObject(
        CodeWriter code, IReadOnlyList<string> cases, string otherwise, IReadOnlyList<MemberModel> required)
    {
        code.Line(
            $"{DeclareMissing(required.Count)}for ({RuntimeNames.Json}.EnterObject(ref reader); "
                + $"{RuntimeNames.Json}.NextMember(ref reader);)");
        for (var i = 0; i < cases.Count; i++)
        {
            code.Line($"    {(i == 0 ? "" : "else ")}{cases[i]}");
        }

        code.Line($"    {(cases.Count == 0 ? "" : "else ")}{otherwise}");
        CheckMissing(code, required);
    }

    /// <summary>Declares what keeps count of the required members that have not been read.</summary>
    private static string DeclareMissing(int count)
    {
        var declarations = new List<string>();
        for (var word = 0; word * BitsOfWord < count; word++)
        {
            var bits = Math.Min(count - (word * BitsOfWord), BitsOfWord);
            var mask = bits == BitsOfWord ? ulong.MaxValue : (1UL << bits) - 1;
            declarations.Add($"ulong {Word(word)} = {Hex(mask)}; ");
        }

        return string.Concat(declarations);
    }

    /// <summary>Throws if a required member is missing.</summary>
    private static void CheckMissing(CodeWriter code, IReadOnlyList<MemberModel> required)
    {
        for (var word = 0; word * BitsOfWord < required.Count; word++)
        {
            var members = required.Skip(word * BitsOfWord).Take(BitsOfWord)
                .Select(m => $"{Literals.String(m.WireName)}, \"{MemberCode.Expected(m.Type)}\"");
            var thrown = $"{RuntimeNames.CommandJson}.Missing(ref reader, {Word(word)}, {string.Join(", ", members)})";
            code.Line($"if ({Word(word)} != 0) {{ throw {thrown}; }}");
        }
    }

    public static string MissingArguments(int count) =>
        string.Concat(Enumerable.Range(0, (count + BitsOfWord - 1) / BitsOfWord).Select(w => $", ref {Word(w)}"));

    public static string MissingParameters(int count) =>
        string.Concat(Enumerable.Range(0, (count + BitsOfWord - 1) / BitsOfWord).Select(w => $", ref ulong {Word(w)}"));

    /// <summary>The cases of a chain that read a member each.</summary>
    /// <param name="members">The members.</param>
    /// <param name="required">All required members of the object, in the order in which they are counted.</param>
    /// <param name="target">What a member is read into.</param>
    /// <param name="end">What follows in each case.</param>
    public IEnumerable<string> ReadCases(
        IEnumerable<MemberModel> members, IReadOnlyList<MemberModel> required, Func<MemberModel, string> target, string end = "")
    {
        foreach (var member in members)
        {
            var read = _members.Read(member.Type);
            var value = member.IsOptional && !member.Type.AcceptsNull
                ? $"{RuntimeNames.Json}.IsNull(ref reader) ? {_members.Null(member.Type)} : {read}"
                : read;
            var index = IndexOf(required, member);
            var seen = index < 0 ? "" : $" {Word(index / BitsOfWord)} &= ~{Hex(1UL << (index % BitsOfWord))};";
            yield return $"if (reader.ValueTextEquals({Literals.Utf8(member.WireName)}) && reader.Read()) "
                + $"{{ {target(member)} = {value};{seen}{end} }}";
        }
    }

    /// <summary>Writes an object around its members.</summary>
    public static void WriteJson(CodeWriter code) => code.Line(
        $"internal void WriteJson({SystemNames.JsonWriter} writer) "
            + "{ writer.WriteStartObject(); WriteMembers(writer); writer.WriteEndObject(); }");

    /// <summary>Writes members, a line each.</summary>
    public static void Write(CodeWriter code, IEnumerable<MemberModel> members)
    {
        foreach (var member in members)
        {
            code.Line(member.IsOptional
                ? $"if ({member.PropertyName} is {{ }} {member.LocalName}) {{ {Write(member, member.LocalName)} }}"
                : Write(member, member.PropertyName));
        }
    }

    /// <summary>The statement that writes a value on its own.</summary>
    public static string WriteValue(MemberType type, string value, string writer = "writer") => type switch
    {
        { IsArray: true } => $"{RuntimeNames.CommandJson}.WriteList({writer}, {value}, {Item(type)});",
        { Kind: MemberKind.String } => $"{writer}.WriteStringValue({value});",
        { Kind: MemberKind.Value } => $"{writer}.WriteStringValue({value}.Text);",
        { Kind: MemberKind.Boolean } => $"{writer}.WriteBooleanValue({value});",
        { Kind: MemberKind.Object or MemberKind.Alternate } => $"{value}.WriteJson({writer});",
        { Kind: MemberKind.Json or MemberKind.Null } => $"{value}.WriteTo({writer});",
        { Kind: MemberKind.Integer } => $"{RuntimeNames.JsonNumbers}.WriteInteger({writer}, {value});",
        _ => $"{writer}.WriteNumberValue({value});",
    };

    /// <summary>The expression that reads a value.</summary>
    public string Read(MemberType type) => _members.Read(type);

    private static string Write(MemberModel member, string value)
    {
        var name = Literals.Utf8(member.WireName);
        return member.Type switch
        {
            { IsArray: true } => $"{RuntimeNames.CommandJson}.WriteList(writer, {name}, {value}, {Item(member.Type)});",
            { Kind: MemberKind.String } => $"writer.WriteString({name}, {value});",
            { Kind: MemberKind.Value } => $"writer.WriteString({name}, {value}.Text);",
            { Kind: MemberKind.Boolean } => $"writer.WriteBoolean({name}, {value});",
            { Kind: MemberKind.Argument } => $"{RuntimeNames.CommandJson}.WriteArgument(writer, {name}, {value});",
            { Kind: MemberKind.Object or MemberKind.Alternate or MemberKind.Json or MemberKind.Null } =>
                $"writer.WritePropertyName({name}); {WriteValue(member.Type, value)}",
            { Kind: MemberKind.Integer } => $"{RuntimeNames.JsonNumbers}.WriteInteger(writer, {name}, {value});",
            _ => $"writer.WriteNumber({name}, {value});",
        };
    }

    private static string Item(MemberType type) => $"static (w, v) => {WriteValue(type with { IsArray = false }, "v", "w").TrimEnd(';')}";

    private void Property(CodeWriter code, MemberModel member, string accessors)
    {
        Documented(
            code,
            Description(member),
            $"{StabilityCode.Brackets(member.Stability)}public {(member.IsOptional ? "" : "required ")}{TypeOf(member)} "
                + $"{member.PropertyName} {accessors}");
    }

    /// <summary>What the spec says of a member.</summary>
    public string Description(MemberModel member)
    {
        var text = member.Description.IsEmpty ? $"The member {Docs.Code(member.WireName)}." : Docs.Sentence(member.Description, names);
        return member.Condition is { } condition ? $"{text} Only if QEMU is built with {Docs.Code(condition)}." : text;
    }

    private static int IndexOf(IReadOnlyList<MemberModel> required, MemberModel member)
    {
        for (var i = 0; i < required.Count; i++)
        {
            if (ReferenceEquals(required[i], member))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Word(int word) => word == 0 ? "missing" : $"missing{word + 1}";

    private static string Hex(ulong value) => $"0x{value.ToString("X", CultureInfo.InvariantCulture)}UL";
}
