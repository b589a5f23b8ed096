using QmpGen;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Schema;

namespace QmpWatch.Specs;

/// <summary>A spec as the generator understands it.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Files">The files it was read from, of which places in <paramref name="Diagnostics"/> speak.</param>
/// <param name="Events">The model that code would be made from: events, members, types, values, what follows what.</param>
/// <param name="Schema">The same as the client compares it.</param>
/// <param name="Diagnostics">What the generator has to say of the spec; no errors among it.</param>
internal sealed record SpecReading(
    string Name,
    IReadOnlyList<string> Files,
    EventSchema Events,
    QmpSchema Schema,
    IReadOnlyList<DiagnosticInfo> Diagnostics)
{
    /// <summary>What stands in the files, by path.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }
}
