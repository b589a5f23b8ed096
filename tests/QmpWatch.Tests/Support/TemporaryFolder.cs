namespace QmpWatch.Tests.Support;

/// <summary>A folder of a test's own, whose path is short enough for sockets.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("qw-").FullName;

    public string Root { get; }

    public string File(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file and tells its path.</summary>
    public string Write(string name, string text)
    {
        var path = File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
