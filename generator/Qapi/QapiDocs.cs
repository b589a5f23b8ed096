using QmpGen.Generator.Collections;
using QmpGen.Generator.Model;

namespace QmpGen.Generator.Qapi;

/// <summary>Turns blocks of documentation into what the schema says of events, types and members.</summary>
internal sealed class QapiDocs(ProseReader prose)
{
    private readonly Dictionary<string, DocBlock> _blocks = new(StringComparer.Ordinal);

    public DocBlock Of(Definition definition)
    {
        if (!_blocks.TryGetValue(definition.Name, out var block))
        {
            block = definition.Doc is { } span
                ? DocReader.Read(definition.Location.File.Text.Substring(span.Start, span.Length))
                : DocBlock.Empty;
            if (block.Symbol is { } symbol && symbol != definition.Name)
            {
                // A block about something else says nothing of this definition.
                block = DocBlock.Empty;
            }

            _blocks.Add(definition.Name, block);
        }

        return block;
    }

    public TypeDocs Type(Definition definition)
    {
        var (summary, remarks) = Texts(definition);
        return new TypeDocs(
            summary.IsEmpty ? Prose.Plain($"The type {ImplicitTypes.NameOf(definition)} of the spec.") : summary,
            remarks);
    }

    /// <summary>The first paragraph, and the others with the version that had it first.</summary>
    public (Prose Summary, EquatableArray<Prose> Remarks) Texts(Definition definition)
    {
        var block = Of(definition);
        var paragraphs = block.Paragraphs.Select(p => prose.Read(p, definition.Name)).ToList();
        var remarks = paragraphs.Where((_, index) => index > 0);
        if (block.Since is { Length: > 0 } since)
        {
            remarks = remarks.Append(Prose.Plain($"Since QEMU {since}."));
        }

        return (paragraphs.FirstOrDefault() ?? Prose.Empty, remarks.ToEquatableArray());
    }

    public CommandDocs Command(Definition command)
    {
        var (summary, remarks) = Texts(command);
        var block = Of(command);
        return new CommandDocs(summary, remarks, block.Returns, block.Errors, block.Examples.ToEquatableArray());
    }

    public Prose Member(Definition owner, string name) => prose.Read(Of(owner).Member(name), owner.Name);

    public RateLimit? RateLimit(Definition e) =>
        Of(e).Paragraphs.Select(ProseReader.RateLimit).FirstOrDefault(l => l is not null);

    public EquatableArray<string> FollowedBy(Definition e) =>
        Of(e).Paragraphs.SelectMany(p => prose.FollowedBy(p, e.Name)).Distinct().ToEquatableArray();

    public Stability Stability(Definition owner, Features features)
    {
        if (!features.IsDeprecated)
        {
            return new Stability(null, features.IsUnstable);
        }

        var said = Of(owner).Features.TryGetValue("deprecated", out var text) ? text : string.Empty;
        return new Stability(said.Length == 0 ? "QEMU deprecates it." : said, features.IsUnstable);
    }
}
