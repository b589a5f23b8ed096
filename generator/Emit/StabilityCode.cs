using QmpGen.Generator.Model;

namespace QmpGen.Generator.Emit;

/// <summary>Emits what warns users of parts that may go.</summary>
internal static class StabilityCode
{
    /// <summary>The one id to suppress for those who use what QEMU calls unstable.</summary>
    private const string UnstableId = "QMPEXP001";

    public static void Attributes(CodeWriter code, Stability stability)
    {
        foreach (var attribute in Texts(stability))
        {
            code.Line($"[{attribute}]");
        }
    }

    private static IEnumerable<string> Texts(Stability stability)
    {
        if (stability.Deprecation is { } reason)
        {
            yield return $"{SystemNames.Obsolete}({Literals.String(reason)})";
        }

        if (stability.IsUnstable)
        {
            yield return $"{SystemNames.Experimental}({Literals.String(UnstableId)})";
        }
    }

    /// <summary>The same attributes as a list to put between brackets; empty for what neither goes nor changes.</summary>
    public static string List(Stability stability) => string.Join(", ", Texts(stability));

    /// <summary>The same list in brackets, to put before a declaration.</summary>
    public static string Brackets(Stability stability) => stability.IsPlain ? string.Empty : $"[{List(stability)}] ";

    /// <summary>The attributes warn users, not the emitted code, which must name everything.</summary>
    public static void SuppressWarnings(CodeWriter code) =>
        code.Line(
            $"#pragma warning disable CS0612, CS0618, {UnstableId} // Parts of the spec are deprecated or unstable; this code "
                + "names all of it.");

    /// <summary>Whether anything in the schema has such an attribute.</summary>
    public static bool HasAttributes(EventSchema schema) =>
        schema.Events.Any(e => !e.Stability.IsPlain || HasAttributes(e.Members, e.Union))
        || schema.Objects.Any(o => !o.Stability.IsPlain || HasAttributes(o.Members, o.Union))
        || schema.Alternates.Any(a => !a.Stability.IsPlain || a.Branches.Any(b => !b.Member.Stability.IsPlain))
        || schema.ValueLists.Any(HasAttributes)
        || schema.Unions.Any(HasAttributes)
        || HasAttributes(schema.Commands);

    private static bool HasAttributes(CommandSchema commands) =>
        commands.Commands.Any(c => !c.Stability.IsPlain || HasAttributes(c.Members, null))
        || commands.Structs.Any(s => !s.Stability.IsPlain || HasAttributes(s.Members, null))
        || commands.Unions.Any(HasAttributes)
        || commands.Alternates.Any(a => !a.Stability.IsPlain || a.Branches.Any(b => !b.Member.Stability.IsPlain))
        || commands.ValueLists.Any(HasAttributes);

    private static bool HasAttributes(UnionTypeModel union) =>
        !union.Stability.IsPlain
        || HasAttributes(union.Members, null)
        || union.Branches.Any(b => !b.Stability.IsPlain || HasAttributes(b.Members, null));

    private static bool HasAttributes(ValueListModel list) => !list.Stability.IsPlain || list.Values.Any(v => !v.Stability.IsPlain);

    private static bool HasAttributes(IEnumerable<MemberModel> members, UnionModel? union) =>
        members.Any(m => !m.Stability.IsPlain) || (union is not null && union.Branches.Any(b => !b.Member.Stability.IsPlain));
}
