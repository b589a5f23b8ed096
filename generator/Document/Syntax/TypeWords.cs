using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>The words for the kinds of JSON, and those that stand for them elsewhere.</summary>
internal static class TypeWords
{
    public const string Prefix = "json-";

    private static readonly (string Word, TypeKeyword Keyword)[] Keywords =
    [
        ("json-string", TypeKeyword.String),
        ("json-int", TypeKeyword.Int),
        ("json-number", TypeKeyword.Number),
        ("json-bool", TypeKeyword.Bool),
        ("json-object", TypeKeyword.Object),
        ("json-array", TypeKeyword.Array),
        ("json-null", TypeKeyword.Null),
    ];

    public static readonly string[] All = [.. Keywords.Select(k => k.Word)];

    /// <summary>Words that others use for the same kinds; too far from ours for a typing slip.</summary>
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["str"] = "json-string",
        ["string"] = "json-string",
        ["int"] = "json-int",
        ["integer"] = "json-int",
        ["number"] = "json-number",
        ["float"] = "json-number",
        ["double"] = "json-number",
        ["bool"] = "json-bool",
        ["boolean"] = "json-bool",
        ["object"] = "json-object",
        ["dict"] = "json-object",
        ["array"] = "json-array",
        ["list"] = "json-array",
        ["null"] = "json-null",
    };

    public static TypeKeyword KeywordOf(string word) => Keywords[Array.IndexOf(All, word)].Keyword;

    /// <summary>The kind that another word stands for; null if it stands for none.</summary>
    public static string? Meant(string word)
    {
        var kind = word.StartsWith("json", StringComparison.OrdinalIgnoreCase) ? word.Substring(4).TrimStart('-', '_') : word;
        return OtherWords.TryGetValue(kind, out var known) ? known : Spelling.Closest(word, All);
    }
}
