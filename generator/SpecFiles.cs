using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QmpGen.Generator;

/// <summary>Finds the specs among the additional files of a project, by the metadata that the package's targets write.</summary>
internal static class SpecFiles
{
    // What is known late in the build is written under a name of its own, and is then the whole of it.
    private static readonly string[] Prefixes = ["build_metadata.QmpSpec.", "build_metadata.AdditionalFiles."];

    /// <summary>
    /// The specs that a file is part of: none, or one for each use. The compiler tells additional files apart by their path
    /// alone, so the metadata of a file in several specs holds one value for each of them, separated by a bar.
    /// </summary>
    public static IEnumerable<SpecFile> From(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var metadata = options.GetOptions(file);
        var prefix = Prefixes.FirstOrDefault(p => metadata.TryGetValue($"{p}SourceItemGroup", out var group) && group == "QmpSpec");
        if (prefix is null)
        {
            yield break;
        }

        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        var text = file.GetText(cancellation)?.ToString();
        var (namespaces, names) = (Values("Namespace"), Values("Name"));
        var (lenient, accessibilities, commands) = (Values("Lenient"), Values("Accessibility"), Values("Commands"));
        for (var use = 0; use < namespaces.Length; use++)
        {
            var @namespace = namespaces[use].Length > 0 ? namespaces[use] : rootNamespace?.Trim() ?? string.Empty;
            yield return new SpecFile(file.Path, text, @namespace)
            {
                Name = ValueOf(names, use),
                Lenient = ValueOf(lenient, use),
                Accessibility = ValueOf(accessibilities, use),
                Commands = ValueOf(commands, use),
            };
        }

        string[] Values(string name) =>
            metadata.TryGetValue(prefix + name, out var value) ? [.. value.Split('|').Select(v => v.Trim())] : [string.Empty];
    }

    private static string ValueOf(string[] values, int use) => use < values.Length ? values[use] : string.Empty;
}
