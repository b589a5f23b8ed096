using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Syntax;

namespace QmpGen.Generator.Schema;

/// <summary>
/// Decides which bullets describe members of which object: by indentation or, where a document has lost it, by the
/// document's own example.
/// </summary>
internal sealed class MemberNesting(bool isIndented, DiagnosticSink sink)
{
    /// <summary>Builds the tree of one event's bullets.</summary>
    /// <param name="members">The bullets in the document's order.</param>
    /// <param name="examples">The data of the event's examples.</param>
    public ImmutableArray<MemberNode> Nest(ImmutableArray<MemberSyntax> members, IReadOnlyList<JsonNode> examples)
    {
        var index = 0;
        return NestByExample(NestByIndent(members, ref index, parent: null), examples);
    }

    private ImmutableArray<MemberNode> NestByIndent(ImmutableArray<MemberSyntax> members, ref int index, MemberSyntax? parent)
    {
        var nodes = ImmutableArray.CreateBuilder<MemberNode>();
        while (index < members.Length && (parent is null || members[index].Indent > parent.Indent))
        {
            var member = members[index++];
            var hasDeeper = index < members.Length && members[index].Indent > member.Indent;
            if (hasDeeper && !MayHaveMembers(member))
            {
                sink.Report(Descriptors.NestedInScalar, members[index].Name.Span, members[index].Name.Text, member.Name.Text);
                hasDeeper = false;
            }

            nodes.Add(new MemberNode(member, hasDeeper ? NestByIndent(members, ref index, member) : ImmutableArray<MemberNode>.Empty));
        }

        return nodes.ToImmutable();
    }

    private static bool MayHaveMembers(MemberSyntax member) =>
        member.Type is null or { Keyword: TypeKeyword.Object or TypeKeyword.Array or TypeKeyword.Unknown };

    private ImmutableArray<MemberNode> NestByExample(ImmutableArray<MemberNode> siblings, IReadOnlyList<JsonNode> examples)
    {
        var nodes = ImmutableArray.CreateBuilder<MemberNode>();
        var outerNames = new HashSet<string>(examples.SelectMany(o => o.Members).Select(m => m.Name), StringComparer.Ordinal);
        for (var i = 0; i < siblings.Length; i++)
        {
            var node = siblings[i];
            var inner = Values(examples, node.Syntax.Name.Text).Where(v => v.Kind == JsonKind.Object).ToList();
            var count = node.Children.IsEmpty && node.Syntax.Type?.Keyword == TypeKeyword.Object
                ? CountOwned(siblings, i, inner, outerNames)
                : 0;
            var children = count > 0 ? siblings.Skip(i + 1).Take(count).ToImmutableArray() : node.Children;
            nodes.Add(node with { Children = NestByExample(children, inner) });
            i += count;
        }

        return nodes.ToImmutable();
    }

    /// <summary>How many of the bullets after an object describe its members, although nothing but the example says so.</summary>
    private int CountOwned(ImmutableArray<MemberNode> siblings, int index, List<JsonNode> inner, HashSet<string> outerNames)
    {
        var innerNames = new HashSet<string>(inner.SelectMany(AllNames), StringComparer.Ordinal);
        if (isIndented && innerNames.Count == 0)
        {
            return 0;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (proven, possible) = (0, 0);
        for (var i = index + 1; i < siblings.Length; i++)
        {
            var name = siblings[i].Syntax.Name.Text;
            var isInner = innerNames.Contains(name);
            var isOuter = outerNames.Contains(name) && (!isInner || isIndented);
            var isOtherObject = inner.Count == 0 && siblings[i].Syntax.Type?.Keyword == TypeKeyword.Object;
            if (isOuter || isOtherObject || !seen.Add(name))
            {
                break;
            }

            possible++;
            // A run of bullets has no holes: what stands before a proven member of the object is one too.
            proven = isInner ? possible : proven;
        }

        var owner = siblings[index].Syntax.Name;
        if (proven > 0)
        {
            sink.Report(Descriptors.NestedByExample, owner.Span, owner.Text);
        }

        if (isIndented || possible == proven)
        {
            return proven;
        }

        var doubtful = siblings[index + 1 + proven].Syntax.Name;
        sink.Report(Descriptors.NestedByGuess, doubtful.Span, doubtful.Text, owner.Text);
        return possible;
    }

    private static IEnumerable<JsonNode> Values(IEnumerable<JsonNode> objects, string name) =>
        objects.Select(o => o.Find(name)).OfType<JsonNode>();

    private static IEnumerable<string> AllNames(JsonNode node) =>
        node.Members.SelectMany(m => AllNames(m.Value).Prepend(m.Name));
}
