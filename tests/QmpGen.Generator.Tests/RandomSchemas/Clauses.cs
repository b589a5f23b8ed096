namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>The keys that definitions, members and values may have beside those that say what they are.</summary>
internal static class Clauses
{
    private static readonly string[] Conditions =
        [
            "'CONFIG_A'",
            "{ 'all': [ 'CONFIG_A', { 'not': 'CONFIG_B' } ] }",
            "{ 'any': [ 'CONFIG_A', 'CONFIG_B' ] }",
            "{ 'not': { 'any': [ 'CONFIG_A' ] } }",
        ];

    private static readonly string[] Features = ["deprecated", "unstable", "of-its-own"];

    public static string Condition(Random random) => Conditions[random.Next(Conditions.Length)];

    public static string Feature(Random random) => Features[random.Next(Features.Length)];

    public static string OfEvent(Random random) => random.Next(6) switch
    {
        0 => $", 'if': {Condition(random)}",
        1 => $", 'features': [ '{Feature(random)}' ]",
        _ => string.Empty,
    };

    public static string OfCommand(Random random) => random.Next(8) switch
    {
        0 => ", 'allow-oob': true",
        1 => ", 'success-response': false",
        _ => OfEvent(random),
    };

    /// <summary>A type as a whole is neither deprecated nor unstable.</summary>
    public static string OfType(Random random) => random.Next(6) switch
    {
        0 => $", 'if': {Condition(random)}",
        1 => $", 'features': [ {{ 'name': 'of-its-own', 'if': {Condition(random)} }} ]",
        _ => string.Empty,
    };

    public static void ReplaceAll<T>(this List<T> list, Func<T, T> change)
    {
        for (var i = 0; i < list.Count; i++)
        {
            list[i] = change(list[i]);
        }
    }
}
