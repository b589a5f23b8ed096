namespace QmpGen.Schema;

/// <summary>Tells the differences of an event at their places.</summary>
internal static class SchemaReport
{
    // Types that use each other twice have 2^n places at depth n; who reads the differences needs some of them, not all.
    private const int MostPlaces = 16;

    private const int LongestPath = 64;

    /// <summary>The differences of an event, in the order of the schema.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="data">Its data.</param>
    public static IReadOnlyList<QmpSchemaDifference> Of(string eventName, SchemaPair data)
    {
        var differences = new List<QmpSchemaDifference>();
        var told = new List<SchemaPair>();
        var open = new Stack<Place>();
        Open(data, parent: null, eventName);
        while (open.TryPeek(out var place))
        {
            if (place.NextFinding() is not { } finding)
            {
                open.Pop().Pair.IsOpen = false;
            }
            else if (finding.Part is { } part)
            {
                Open(part, place, finding.Suffix);
            }
            else
            {
                differences.Add(finding.Difference! with { Path = ForeignText.OnOneLine(place.PathOf(finding.Suffix)) });
            }
        }

        told.ForEach(pair => pair.Places = 0);
        return differences;

        void Open(SchemaPair pair, Place? parent, string suffix)
        {
            // A type that contains itself is told once on each path.
            if (pair.Differs && !pair.IsOpen && pair.Places < MostPlaces)
            {
                told.Add(pair);
                pair.Places++;
                pair.IsOpen = true;
                open.Push(new Place(pair, parent, suffix));
            }
        }
    }

    /// <summary>A place of a pair of types in an event.</summary>
    private sealed class Place(SchemaPair pair, Place? parent, string suffix)
    {
        private readonly int _length = (parent?._length ?? 0) + 1;
        private int _next;

        public SchemaPair Pair { get; } = pair;

        private Place? Parent { get; } = parent;

        private string Suffix { get; } = suffix;

        public SchemaFinding? NextFinding() => _next < Pair.Findings.Count ? Pair.Findings[_next++] : null;

        /// <summary>The path of a place in the types; where it is very long, without its middle.</summary>
        public string PathOf(string finding)
        {
            var parts = new List<string> { finding };
            for (var place = this; place is not null; place = place.Parent)
            {
                if (_length <= LongestPath || place._length <= LongestPath / 2 || place._length > _length - (LongestPath / 2))
                {
                    parts.Add(place.Suffix);
                }
                else if (place._length == _length - (LongestPath / 2))
                {
                    parts.Add("…");
                }
            }

            parts.Reverse();
            return string.Concat(parts);
        }
    }
}
