using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>Reads what prose and notes say about other events and about rates.</summary>
/// <param name="typeNames">The record of each event, by wire name.</param>
internal sealed class ProseReader(IReadOnlyDictionary<string, string> typeNames)
{
    private static readonly string[] RateLimited = ["rate-limited", "rate limited"];

    /// <summary>Splits a text so that the names of other events stand apart.</summary>
    /// <param name="text">A paragraph.</param>
    /// <param name="self">The event that the paragraph is about; its own name is an ordinary word.</param>
    public Prose Read(string text, string self)
    {
        var parts = new List<ProsePart>();
        var plainStart = 0;
        foreach (var (start, length) in CapitalWords(text))
        {
            var word = text.Substring(start, length);
            if (word == self || !typeNames.TryGetValue(word, out var typeName))
            {
                continue;
            }

            if (start > plainStart)
            {
                parts.Add(new ProsePart(text.Substring(plainStart, start - plainStart), null));
            }

            parts.Add(new ProsePart(word, typeName));
            plainStart = start + length;
        }

        if (plainStart < text.Length)
        {
            parts.Add(new ProsePart(text.Substring(plainStart), null));
        }

        return new Prose(parts.ToEquatableArray());
    }

    /// <summary>The events that a note says will follow, in its order.</summary>
    public IEnumerable<string> FollowedBy(string note, string self)
    {
        var speaksOfFollowing = note.Split(' ', ',', '.').Any(w => w is "follow" or "follows" or "followed");
        return speaksOfFollowing
            ? CapitalWords(note).Select(w => note.Substring(w.Start, w.Length)).Where(w => w != self && typeNames.ContainsKey(w)).Distinct()
            : [];
    }

    /// <summary>The limit that a note states: on the event or, with "separately for each "id"", on each value of a member.</summary>
    public static RateLimit? RateLimit(string note)
    {
        var index = RateLimited.Max(w => note.IndexOf(w, StringComparison.OrdinalIgnoreCase));
        if (index < 0 || note.Substring(0, index).TrimEnd().EndsWith(" not", StringComparison.Ordinal))
        {
            return null;
        }

        var each = note.IndexOf("each \"", index, StringComparison.Ordinal);
        var close = each < 0 ? -1 : note.IndexOf('"', each + 6);
        return new RateLimit(close < 0 ? null : note.Substring(each + 6, close - each - 6));
    }

    /// <summary>Whole words of the letters that event names are made of, so that SUSPEND is not found in SUSPEND_DISK.</summary>
    private static IEnumerable<(int Start, int Length)> CapitalWords(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_'))
            {
                i++;
            }

            if (i > start)
            {
                yield return (start, i - start);
            }
        }
    }
}
