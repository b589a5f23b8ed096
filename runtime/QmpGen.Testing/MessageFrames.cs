using System.Diagnostics.CodeAnalysis;
using QmpGen.Framing;

namespace QmpGen.Testing;

/// <summary>Takes one stretch of a stream.</summary>
/// <param name="text">The stretch, valid during the call only.</param>
/// <param name="isWhole">Whether it is an object or array from its first bracket to its last.</param>
internal delegate void FrameHandler(ReadOnlySpan<byte> text, bool isWhole);

/// <summary>Cuts bytes that pass through other hands exactly as the client cuts those it receives, with the client's own framer.</summary>
/// <param name="onFrame">Takes each stretch once it is complete.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "All that disposing would "
    + "do is give an array back to the pool early, and a stream may be closed while another thread still reads from it.")]
internal sealed class MessageFrames(FrameHandler onFrame)
{
    // Of the two sides of a connection only the client has a limit, and it closes the connection when that is passed.
    private readonly FrameReader _frames = new(FrameReader.LargestSize);
    private bool _isOver;

    /// <summary>How many bytes of an incomplete stretch are held.</summary>
    public int HeldSize => _frames.HeldSize;

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_isOver)
        {
            return;
        }

        _frames.Add(bytes);
        while (_frames.Read(out var text) is var kind and not FrameKind.Incomplete)
        {
            if (kind == FrameKind.TooLarge)
            {
                _isOver = true;
                return;
            }

            onFrame(text, isWhole: kind == FrameKind.Value);
        }
    }
}
