namespace QmpGen;

/// <summary>What a difference between two schemas means for a program that was built for the first.</summary>
public enum QmpSchemaImpact
{
    /// <summary>
    /// This QEMU was built without something that the spec has under a build condition (the key <c>if</c> of a QAPI
    /// schema), such as an event of another architecture. The QEMU is as the spec describes it.
    /// </summary>
    NotBuiltIn,

    /// <summary>The program misses nothing it knows of: the other schema has something more.</summary>
    New,

    /// <summary>The program goes on, with less than it may expect.</summary>
    Changed,

    /// <summary>An event no longer comes, or fails to be read.</summary>
    Breaking,
}

/// <summary>One difference between two schemas.</summary>
/// <param name="Path">Where: an event's name, followed by members, such as <c>RTC_CHANGE.qom-path</c>.</param>
/// <param name="Impact">What it means.</param>
/// <param name="Description">The difference in words, without the path.</param>
public sealed record QmpSchemaDifference(string Path, QmpSchemaImpact Impact, string Description)
{
    /// <summary>The difference on one line.</summary>
    /// <returns>A text such as <c>RTC_CHANGE.qom-path: new, a string, always there</c>.</returns>
    public override string ToString() => $"{Path}: {Description}";
}
