using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Qapi;

internal enum DefinitionKind
{
    Enum,
    Struct,
    Union,
    Alternate,
    Command,
    Event,
}

/// <summary>One definition of a schema, checked on its own but not yet against others.</summary>
/// <param name="Kind">What is defined.</param>
/// <param name="Name">Its name.</param>
/// <param name="Location">Where the name stands; nowhere for what the language defines by itself.</param>
internal sealed record Definition(DefinitionKind Kind, string Name, SourceLocation Location)
{
    /// <summary>The block of documentation before it.</summary>
    public TextSpan? Doc { get; init; }

    /// <summary>
    /// The members of a struct, of a union's inline base or of an event's or a command's data; the branches of a union
    /// or alternate.
    /// </summary>
    public ImmutableArray<MemberDefinition> Members { get; init; } = ImmutableArray<MemberDefinition>.Empty;

    /// <summary>The branches of a union or an alternate.</summary>
    public ImmutableArray<MemberDefinition> Branches { get; init; } = ImmutableArray<MemberDefinition>.Empty;

    /// <summary>The values of an enum.</summary>
    public ImmutableArray<ValueDefinition> Values { get; init; } = ImmutableArray<ValueDefinition>.Empty;

    /// <summary>The base of a struct or union, or the type that is an event's or a command's data.</summary>
    public TypeReference? Base { get; init; }

    /// <summary>The member that tells a union's branch; null for an old union without one.</summary>
    public (string Name, SourceLocation Location)? Discriminator { get; init; }

    /// <summary>Whether an event's or a command's data may be a union.</summary>
    public bool IsBoxed { get; init; }

    /// <summary>What a command gives back; null for nothing.</summary>
    public TypeReference? Returns { get; init; }

    /// <summary>Whether a command takes arguments that it does not list.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether a command can be run ahead of queued ones.</summary>
    public bool AllowsOutOfBand { get; init; }

    public Features Features { get; init; }

    /// <summary>How QEMU must be built to have it; null if every QEMU has it.</summary>
    public string? Condition { get; init; }
}

/// <summary>A member or a branch.</summary>
internal sealed record MemberDefinition(string Name, SourceLocation Location, TypeReference Type)
{
    /// <summary>Whether the schema marks it with <c>*</c>.</summary>
    public bool IsOptional { get; init; }

    /// <summary>How QEMU must be built to have it; null if every QEMU has it.</summary>
    public string? Condition { get; init; }

    public Features Features { get; init; }
}

/// <summary>A value of an enum.</summary>
internal sealed record ValueDefinition(string Name, SourceLocation Location, Features Features)
{
    /// <summary>How QEMU must be built to have it; null if every QEMU has it.</summary>
    public string? Condition { get; init; }
}

/// <summary>A type as it is named where it is used.</summary>
internal sealed record TypeReference(string Name, bool IsArray, SourceLocation Location);

/// <summary>The features that concern users of what is emitted.</summary>
internal readonly record struct Features(bool IsDeprecated, bool IsUnstable);
