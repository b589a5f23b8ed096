using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Document.Binding;

/// <summary>An event before its types have names.</summary>
internal sealed record DraftEvent(NameSyntax Name, EventSection Section, ImmutableArray<DraftMember> Members);

/// <summary>A member before its type has a name.</summary>
internal sealed record DraftMember(string Name, TextSpan Span, DraftType Type, bool IsOptional, string Description);

/// <summary>A member's type before it has a name.</summary>
internal sealed record DraftType(MemberKind Kind)
{
    /// <summary>An object's members.</summary>
    public ImmutableArray<DraftMember> Members { get; init; } = ImmutableArray<DraftMember>.Empty;

    /// <summary>A string's documented values.</summary>
    public ImmutableArray<ValueSyntax> Values { get; init; } = ImmutableArray<ValueSyntax>.Empty;

    /// <summary>Equal for types that hold the same: names and kinds count, descriptions do not.</summary>
    public string Signature => Kind switch
    {
        MemberKind.Object => $"{{{string.Join(";", Members.Select(m => $"{m.Name}{(m.IsOptional ? "?" : "")}:{m.Type.Signature}"))}}}",
        MemberKind.Value => $"[{string.Join("|", Values.Select(v => v.Text))}]",
        _ => Kind.ToString(),
    };
}

/// <summary>A bullet with the bullets that describe its members.</summary>
internal sealed record MemberNode(MemberSyntax Syntax, ImmutableArray<MemberNode> Children);
