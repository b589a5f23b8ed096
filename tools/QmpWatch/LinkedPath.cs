namespace QmpWatch;

/// <summary>Follows symbolic links.</summary>
internal static class LinkedPath
{
    /// <summary>The whole path of the file that a path leads to, whether it is there or not.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    /// <exception cref="UnauthorizedAccessException">They lead through a folder that may not be looked into.</exception>
    public static string Target(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
