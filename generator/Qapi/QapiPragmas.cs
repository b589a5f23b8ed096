namespace QmpGen.Generator.Qapi;

/// <summary>What the pragmas of all files say together: their order and their file make no difference.</summary>
/// <param name="Members">The types whose members and values may break the naming rules.</param>
/// <param name="Commands">The commands whose names may have an underscore.</param>
/// <param name="Returns">The commands that may return something other than objects.</param>
/// <param name="IsAny">Whether there is a pragma at all, as there is since QEMU 2.9.</param>
/// <param name="HasWhitelist">Whether one lists exceptions by the keys used before QEMU 6.0.</param>
/// <param name="HasExceptions">Whether one lists exceptions by the keys that QEMU 6.0 introduced.</param>
internal sealed record QapiPragmas(
    HashSet<string> Members, HashSet<string> Commands, HashSet<string> Returns, bool IsAny, bool HasWhitelist, bool HasExceptions)
{
    public static QapiPragmas Of(IReadOnlyList<QapiExpression> expressions)
    {
        var settings = expressions
            .Select(e => e.Value.Find("pragma")?.Value)
            .OfType<QapiObject>()
            .SelectMany(p => p.Properties)
            .ToList();
        return new QapiPragmas(
            Named("member-name-exceptions", "name-case-whitelist"),
            Named("command-name-exceptions"),
            Named("command-returns-exceptions", "returns-whitelist"),
            settings.Count > 0,
            Lists("-whitelist"),
            Lists("-exceptions"));

        bool Lists(string suffix) => settings.Any(s => s.Name.EndsWith(suffix, StringComparison.Ordinal) && Names(s).Any());

        HashSet<string> Named(params string[] keys) =>
            new(settings.Where(s => keys.Contains(s.Name)).SelectMany(Names), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Names(QapiProperty setting) =>
        setting.Value is QapiArray names ? names.Items.OfType<QapiString>().Select(n => n.Text) : [];
}
