using QmpGen;
using QmpGen.Generator;
using QmpGen.Generator.Schema;

namespace QmpWatch.Specs;

/// <summary>A spec as the generator understands it.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Events">The model that code is made from: events, members, types, values, what follows what.</param>
/// <param name="Schema">The same as the client compares it.</param>
/// <param name="Diagnostics">What the generator reports; no errors.</param>
/// <param name="Examples">The examples of a text as they are printed, by event.</param>
internal sealed record LoadedSpec(
    string Name,
    EventSchema Events,
    QmpSchema Schema,
    IReadOnlyList<SpecDiagnostic> Diagnostics,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Examples)
{
    /// <summary>The content of each file, by path.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }
}
