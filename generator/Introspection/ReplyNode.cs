namespace QmpGen.Generator.Introspection;

internal enum ReplyKind
{
    Object,
    Array,
    String,
    True,
    Other,
}

/// <summary>A value in a JSON text.</summary>
internal sealed record ReplyNode(ReplyKind Kind)
{
    private static readonly Dictionary<string, ReplyNode> None = [];

    public IReadOnlyDictionary<string, ReplyNode> Members { get; init; } = None;

    public IReadOnlyList<ReplyNode> Items { get; init; } = [];

    public string Text { get; init; } = string.Empty;

    public ReplyNode? Find(string name) => Members.TryGetValue(name, out var value) ? value : null;
}
