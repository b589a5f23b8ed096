using QmpGen;
using QmpGen.Generator;
using QmpGen.Generator.Model;

namespace QmpWatch.Specs;

/// <summary>A spec as the generator understands it.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Events">The model that code is made from: events, members, types, values, what follows what.</param>
/// <param name="Schema">The same as the client compares it.</param>
/// <param name="Diagnostics">What the generator reports; no errors.</param>
internal sealed record LoadedSpec(
    string Name,
    EventSchema Events,
    QmpSchema Schema,
    IReadOnlyList<SpecMessage> Diagnostics)
{
    /// <summary>The sections of a text; none for QEMU's schema, whose examples are in the model.</summary>
    public required IReadOnlyList<SpecSection> Sections { get; init; }

    /// <summary>The content of each file, by path.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }
}
