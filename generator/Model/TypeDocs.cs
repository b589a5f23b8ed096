using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Model;

/// <summary>What a spec says of a type, where types have text of their own.</summary>
internal sealed record TypeDocs(Prose Summary, EquatableArray<Prose> Remarks);

/// <summary>What a spec says about how long something will be there.</summary>
/// <param name="Deprecation">Why it should not be used any more; null if nothing speaks against it.</param>
/// <param name="IsUnstable">Whether it may change or vanish without notice.</param>
internal readonly record struct Stability(string? Deprecation, bool IsUnstable)
{
    public bool IsPlain => Deprecation is null && !IsUnstable;
}
