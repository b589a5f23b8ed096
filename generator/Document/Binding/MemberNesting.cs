using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;

namespace QmpGen.Generator.Document.Binding;

/// <summary>
/// Decides which bullets describe members of which object: by indentation or, where a document has lost it, by the
/// document's own example.
/// </summary>
internal sealed class MemberNesting(bool isIndented, DiagnosticSink sink)
{
    // Far more than any event has; keeps the recursion away from the end of the stack.
    private const int MaxDepth = 64;

    /// <summary>Builds the tree of one event's bullets.</summary>
    /// <param name="members">The bullets in the document's order.</param>
    /// <param name="examples">The data of the event's examples.</param>
    public ImmutableArray<MemberNode> Nest(ImmutableArray<MemberSyntax> members, IReadOnlyList<JsonNode> examples)
    {
        var index = 0;
        return NestByExample(NestByIndent(members, ref index, parent: null, depth: 1), examples);
    }

    private ImmutableArray<MemberNode> NestByIndent(ImmutableArray<MemberSyntax> members, ref int index, MemberSyntax? parent, int depth)
    {
        var nodes = ImmutableArray.CreateBuilder<MemberNode>();
        while (index < members.Length && (parent is null || members[index].Indent > parent.Indent))
        {
            var member = members[index++];
            var hasDeeper = index < members.Length && members[index].Indent > member.Indent;
            if (hasDeeper && members[index].Type is null && AnnouncesValues(member))
            {
                member = TakeValues(member, members, ref index);
                hasDeeper = false;
            }
            else if (hasDeeper && depth == MaxDepth)
            {
                sink.Report(Descriptors.NestedTooDeep, members[index].Name.Span, members[index].Name.Text, $"{MaxDepth}");
                SkipDeeper(members, ref index, member.Indent);
                hasDeeper = false;
            }
            else if (hasDeeper && !MayHaveMembers(member))
            {
                sink.Report(Descriptors.NestedInScalar, members[index].Name.Span, members[index].Name.Text, member.Name.Text);
                hasDeeper = false;
            }

            nodes.Add(
                new MemberNode(member, hasDeeper ? NestByIndent(members, ref index, member, depth + 1) : ImmutableArray<MemberNode>.Empty));
        }

        return nodes.ToImmutable();
    }

    /// <summary>
    /// Whether the bullets below one are its values: it is a string, or of no kind, and its words end with "one of the
    /// following:".
    /// </summary>
    private static bool AnnouncesValues(MemberSyntax member) =>
        member.Type is null or { Keyword: TypeKeyword.String or TypeKeyword.Unknown }
        && member.Text is var text
        && text.EndsWith(":", StringComparison.Ordinal)
        && (member.Type?.Keyword == TypeKeyword.String || text.IndexOf("one of", StringComparison.OrdinalIgnoreCase) >= 0);

    private static MemberSyntax TakeValues(MemberSyntax member, ImmutableArray<MemberSyntax> members, ref int index)
    {
        var values = member.Values.ToBuilder();
        for (; index < members.Length && members[index].Indent > member.Indent && members[index].Type is null; index++)
        {
            // As everywhere, a value that stands twice counts once.
            var value = new ValueSyntax(members[index].Name.Text, members[index].Text);
            if (values.All(v => v.Text != value.Text))
            {
                values.Add(value);
            }
        }

        return member with { Values = values.ToImmutable() };
    }

    private static void SkipDeeper(ImmutableArray<MemberSyntax> members, ref int index, int indent)
    {
        while (index < members.Length && members[index].Indent > indent)
        {
            index++;
        }
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
            var children = count > 0 ? ImmutableArray.Create(siblings, i + 1, count) : node.Children;
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

        // Where indentation lives, only an object that the example fills anyway can own what the example does not show.
        if (possible == proven || (isIndented && proven == 0))
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
