namespace QmpWatch.Pages;

/// <summary>The style sheets and scripts that are compiled into the program.</summary>
internal static class PageAssets
{
    /// <summary>Reads some of them as one text, with the line ends on which the page's hashes rest.</summary>
    /// <param name="names">The file names in <c>Assets/</c>.</param>
    public static string Read(IEnumerable<string> names) => string.Concat(names.Select(Read));

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageAssets).Assembly.GetManifestResourceStream($"Pages/{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
