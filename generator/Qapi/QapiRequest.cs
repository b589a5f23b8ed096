namespace QmpGen.Generator.Qapi;

/// <summary>What a project wants of a schema.</summary>
/// <param name="Namespace">The namespace of what is emitted.</param>
internal sealed record QapiRequest(string Namespace)
{
    /// <summary>Which commands to emit: names and patterns, separated by semicolons or commas; none by default.</summary>
    public string Commands { get; init; } = string.Empty;
}
