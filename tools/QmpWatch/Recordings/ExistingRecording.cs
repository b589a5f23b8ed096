namespace QmpWatch.Recordings;

/// <summary>What to do with a recording that the file of a new one already contains.</summary>
internal enum ExistingRecording
{
    /// <summary>Refuse to write.</summary>
    Keep,

    /// <summary>Write after its last line.</summary>
    Continue,

    /// <summary>Replace it.</summary>
    Overwrite,
}
