namespace QmpGen.Hosting.Folders;

/// <summary>A folder of sockets as it was added to the services.</summary>
internal sealed class FolderDefinition(string folder, string pattern, QmpClientOptions options)
{
    /// <summary>The whole path with its wildcards.</summary>
    public string Pattern { get; } = Path.Combine(Path.GetFullPath(folder), pattern);

    public QmpClientOptions Options { get; set; } = options;

    public List<HandlerSource> Handlers { get; } = [];

    /// <summary>What a machine is called: its socket's path below the folder, without what the pattern has behind its wildcards.</summary>
    public string NameOf(string path) => Path.GetRelativePath(PathPattern.Root(Pattern), path[..^PathPattern.Suffix(Pattern).Length]);
}

/// <summary>Where the handlers of each machine come from.</summary>
/// <param name="Make">Makes the handler of one machine.</param>
/// <param name="IsOwned">Whether the handler is disposed of with its monitor.</param>
internal sealed record HandlerSource(Func<IServiceProvider, QmpMonitor, IQmpEventHandler> Make, bool IsOwned);
