using System.Text.RegularExpressions;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Chooses commands by patterns: a name, a name with <c>*</c> for any text, or either after <c>-</c> to leave commands out.
/// </summary>
internal static class CommandSelection
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    /// <summary>The chosen commands in the schema's order.</summary>
    /// <param name="definitions">The definitions.</param>
    /// <param name="patterns">The patterns, in any order: what one of them leaves out, no other one brings back.</param>
    /// <param name="unmatched">Called with each pattern that matches nothing, and the commands that it may have meant.</param>
    public static IReadOnlyList<Definition> Of(
        IEnumerable<Definition> definitions, string patterns, Action<string, IReadOnlyList<string>> unmatched)
    {
        var all = definitions.Where(d => d.Kind == DefinitionKind.Command).ToList();
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        var excluded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            var isExclusion = pattern[0] == '-';
            var name = isExclusion ? pattern.Substring(1) : pattern;
            var expression = new Regex(
                $"\\A{Regex.Escape(name).Replace("\\*", ".*")}\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);
            var matching = all.Select(c => c.Name).Where(n => expression.IsMatch(n)).ToList();

            // To leave out what a schema may have is no mistake; a name is meant to be there.
            if (matching.Count == 0 && !(isExclusion && name.Contains('*')))
            {
                unmatched(pattern, Nearest(name, all.Select(c => c.Name).ToList()));
            }

            (isExclusion ? excluded : chosen).UnionWith(matching);
        }

        return [.. all.Where(c => chosen.Contains(c.Name) && !excluded.Contains(c.Name))];
    }

    /// <summary>The names that a typing slip away, or that share the most with the pattern's fixed text.</summary>
    private static IReadOnlyList<string> Nearest(string name, IReadOnlyList<string> names)
    {
        const int Most = 3;
        var text = name.Trim('*');
        if (Spelling.Closest(text, names) is { } slip)
        {
            return [slip];
        }

        string[] words = text.Split('-', '_', '*');
        return
        [
            .. names
                .Select(n => (Name: n, Shared: words.Count(w => w.Length > 1 && n.Split('-', '_').Contains(w))))
                .Where(n => n.Shared > 0)
                .OrderByDescending(n => n.Shared)
                .ThenBy(n => n.Name.Length)
                .Take(Most)
                .Select(n => n.Name),
        ];
    }
}
