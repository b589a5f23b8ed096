using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>A document as it stands, with all its contradictions.</summary>
/// <param name="Sections">The sections with an event's heading, in the document's order.</param>
/// <param name="IsIndented">Whether any line is indented; a document that was copied from a web page may have lost it all.</param>
internal sealed record SpecDocument(ImmutableArray<EventSection> Sections, bool IsIndented);

/// <summary>A name with its place.</summary>
internal sealed record NameSyntax(string Text, TextSpan Span);

/// <summary>What stands under one heading. Several names share everything.</summary>
internal sealed record EventSection(
    ImmutableArray<NameSyntax> Names,
    ImmutableArray<TextRun> Prose,
    DataSyntax Data,
    ImmutableArray<MemberSyntax> Members,
    ImmutableArray<ExampleSyntax> Examples,
    ImmutableArray<TextRun> Notes);

/// <summary>What the line <c>Data:</c> says, apart from the bullets below it.</summary>
/// <param name="Kind">The form it has.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record DataSyntax(DataKind Kind, TextSpan Span)
{
    public static DataSyntax Absent { get; } = new(DataKind.Absent, default);
}

internal enum DataKind
{
    /// <summary>There is no such line.</summary>
    Absent,

    /// <summary>Bullets are to follow.</summary>
    Members,

    /// <summary>It says "None".</summary>
    None,

    /// <summary>The data is described in prose; the names it quotes are members.</summary>
    Prose,

    /// <summary>The data as a whole is a type that another document describes.</summary>
    Reference,
}

/// <summary>A bullet: one member of the data, or of an object inside it.</summary>
/// <param name="Name">The name in quotes.</param>
/// <param name="Indent">The column of the bullet.</param>
/// <param name="Text">All that follows the name.</param>
/// <param name="Description">The same without the type and the list of values.</param>
/// <param name="Type">The words that tell the type.</param>
/// <param name="Values">The documented values.</param>
internal sealed record MemberSyntax(
    NameSyntax Name,
    int Indent,
    string Text,
    string Description,
    TypePhrase? Type,
    ImmutableArray<ValueSyntax> Values);

/// <summary>A documented value of a string member.</summary>
internal sealed record ValueSyntax(string Text, string Description);

/// <summary>An example message.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Root">What could be read of it.</param>
/// <param name="Problem">The first reason why it is no JSON; null if it is.</param>
internal sealed record ExampleSyntax(TextSpan Span, JsonNode Root, JsonProblem? Problem);
