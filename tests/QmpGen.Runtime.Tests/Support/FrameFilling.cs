using QmpGen.Framing;

namespace QmpGen.Tests;

internal static class FrameFilling
{
    /// <summary>Reads once, as a session does.</summary>
    /// <returns>False at the end of the stream.</returns>
    public static async Task<bool> FillAsync(this FrameReader reader, Stream stream)
    {
        var count = await stream.ReadAsync(reader.PrepareRoom());
        reader.Advance(count);
        return count > 0;
    }
}
