namespace QmpGen;

/// <summary>Specifies what a difference between two schemas means for a program built with the first.</summary>
public enum QmpSchemaImpact
{
    /// <summary>
    /// This QEMU was built without something that the spec has under a build condition (the key <c>if</c> of a QAPI
    /// schema), such as an event of another architecture. This is consistent with the spec.
    /// </summary>
    NotBuiltIn,

    /// <summary>The other schema adds something. The program still receives everything it was built for.</summary>
    Additive,

    /// <summary>The program keeps working, but may receive less than it was built for.</summary>
    Changed,

    /// <summary>An event is no longer sent, or can no longer be read.</summary>
    Breaking,
}

/// <summary>One difference between two schemas.</summary>
/// <param name="Path">The location: an event's name, followed by members, such as <c>RTC_CHANGE.qom-path</c>.</param>
/// <param name="Impact">What the difference means for the program.</param>
/// <param name="Description">The description of the difference, without the path.</param>
public sealed record QmpSchemaDifference(string Path, QmpSchemaImpact Impact, string Description)
{
    /// <summary>Returns the difference on one line.</summary>
    /// <returns>A string such as <c>RTC_CHANGE.qom-path: new member, a string, always there</c>.</returns>
    public override string ToString() => $"{Path}: {Description}";
}
