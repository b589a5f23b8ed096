namespace QmpWatch.Terminal;

/// <summary>A piece of a line in one tone.</summary>
/// <param name="Text">The text, without control characters.</param>
/// <param name="Tone">What it is like.</param>
internal readonly record struct Piece(string Text, Tone Tone = Tone.Plain);

/// <summary>A line of the screen.</summary>
/// <param name="Pieces">Its pieces from left to right.</param>
internal sealed record TextLine(params IReadOnlyList<Piece> Pieces)
{
    /// <summary>The text alone.</summary>
    public override string ToString() => string.Concat(Pieces.Select(p => p.Text));
}
