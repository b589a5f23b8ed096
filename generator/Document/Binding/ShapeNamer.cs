using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;
using QmpGen.Generator.Model;
using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Document.Binding;

/// <summary>
/// Names the types of objects and value lists: one type for each member name and shape, called after the leading words
/// that all the events share that have it, and then after the member.
/// </summary>
internal sealed class ShapeNamer
{
    private readonly Dictionary<string, Shape> _shapes = new(StringComparer.Ordinal);
    private readonly List<Shape> _order = [];

    public IEnumerable<Shape> Shapes => _order;

    /// <summary>Notes every object and value list of an event.</summary>
    public void Add(string eventName, IEnumerable<DraftMember> members)
    {
        foreach (var member in members)
        {
            if (member.Type.Kind is not (MemberKind.Object or MemberKind.Value))
            {
                continue;
            }

            var key = Key(member);
            if (!_shapes.TryGetValue(key, out var shape))
            {
                shape = new Shape(member);
                _shapes.Add(key, shape);
                _order.Add(shape);
            }

            shape.Add(eventName, member);
            Add(eventName, member.Type.Members);
        }
    }

    public void NameAll(SchemaNames names, DiagnosticSink sink)
    {
        foreach (var shape in _order)
        {
            Action<string, string> renamed = (wanted, claimed) => sink.Report(Descriptors.TypeRenamed, shape.First.Span, wanted, claimed);
            var member = Identifier.Words(shape.First.Name);
            shape.TypeName = names.Type(
                Identifier.Pascal(CommonWords(shape.EventNames).Concat(member)),
                isValueList: !shape.IsObject,
                renamed,
                Identifier.Pascal(Identifier.Words(shape.EventNames[0]).Concat(member)));
            if (!shape.IsObject)
            {
                shape.KindTypeName = names.Kind(shape.TypeName, renamed);
            }
        }
    }

    public MemberType TypeOf(DraftMember member) =>
        member.Type.Kind is MemberKind.Object or MemberKind.Value
            ? new MemberType(member.Type.Kind, _shapes[Key(member)].TypeName)
            : new MemberType(member.Type.Kind);

    private static string Key(DraftMember member) => $"{member.Name}={member.Type.Signature}";

    private static IEnumerable<string> CommonWords(List<string> eventNames)
    {
        var common = Identifier.Words(eventNames[0]);
        var count = common.Count;
        foreach (var name in eventNames.Skip(1))
        {
            var words = Identifier.Words(name);
            count = Math.Min(count, words.Count);
            for (var i = 0; i < count; i++)
            {
                if (words[i] != common[i])
                {
                    count = i;
                }
            }
        }

        return common.Take(count);
    }

    /// <summary>One object or value list with the events that have it.</summary>
    internal sealed class Shape(DraftMember first)
    {
        private readonly Dictionary<string, List<(string EventName, string Text)>> _meanings = new(StringComparer.Ordinal);

        public DraftMember First { get; } = first;

        public bool IsObject => First.Type.Kind == MemberKind.Object;

        public List<string> EventNames { get; } = [];

        public string TypeName { get; set; } = string.Empty;

        public string KindTypeName { get; set; } = string.Empty;

        public void Add(string eventName, DraftMember member)
        {
            if (EventNames.Count == 0 || EventNames[EventNames.Count - 1] != eventName)
            {
                EventNames.Add(eventName);
            }

            foreach (var value in member.Type.Values)
            {
                if (value.Description.Length == 0)
                {
                    continue;
                }

                if (!_meanings.TryGetValue(value.Text, out var meanings))
                {
                    _meanings.Add(value.Text, meanings = []);
                }

                meanings.Add((eventName, value.Description));
            }
        }

        /// <summary>What a value means; where events say different things of it, each with its event.</summary>
        public string Meaning(ValueSyntax value)
        {
            if (!_meanings.TryGetValue(value.Text, out var all))
            {
                return string.Empty;
            }

            var meanings = all.GroupBy(m => m.Text, StringComparer.Ordinal).ToList();
            return meanings.Count == 1
                ? meanings[0].Key
                : string.Join("; ", meanings.Select(g => $"{string.Join(", ", g.Select(m => m.EventName).Distinct())}: {g.Key}"));
        }
    }
}
