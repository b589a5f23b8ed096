namespace QmpGen.Generator.Qapi;

/// <summary>What a block of documentation says, whichever of its three generations wrote it.</summary>
internal sealed class DocBlock
{
    public static DocBlock Empty { get; } = new();

    /// <summary>The name it documents.</summary>
    public string? Symbol { get; set; }

    /// <summary>The paragraphs of the text and of notes.</summary>
    public List<string> Paragraphs { get; } = [];

    /// <summary>What is said of members, of an enum's values or of a union's branches.</summary>
    public Dictionary<string, string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>What is said of features.</summary>
    public Dictionary<string, string> Features { get; } = new(StringComparer.Ordinal);

    /// <summary>The version that had it first.</summary>
    public string? Since { get; set; }

    /// <summary>What is said of a command's result.</summary>
    public string Returns { get; set; } = string.Empty;

    /// <summary>What is said of a command's failures.</summary>
    public string Errors { get; set; } = string.Empty;

    /// <summary>Examples as they are written.</summary>
    public List<string> Examples { get; } = [];

    public string Member(string name) => Members.TryGetValue(name, out var text) ? text : string.Empty;
}
