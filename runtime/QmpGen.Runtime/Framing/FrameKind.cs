namespace QmpGen.Framing;

/// <summary>What a stretch of the stream turned out to be.</summary>
internal enum FrameKind
{
    /// <summary>The value goes on past the bytes at hand.</summary>
    Incomplete,

    /// <summary>One whole JSON object or array, by its brackets; whether it is valid inside is for its reader to say.</summary>
    Value,

    /// <summary>A value that was cut off: what follows cannot belong to it.</summary>
    Broken,

    /// <summary>Bytes between two values that start no value.</summary>
    Stray,

    /// <summary>A stretch above the size limit. Where it ends is unknown, so nothing after it can be read.</summary>
    TooLarge,
}
