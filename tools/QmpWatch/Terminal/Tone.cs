namespace QmpWatch.Terminal;

/// <summary>What a piece of text is like; what colour that is, the terminal decides.</summary>
internal enum Tone
{
    Plain,
    Faint,
    Strong,
    Good,
    Warning,
    Bad,
}
