using System.Diagnostics.CodeAnalysis;
using QmpGen;
using QmpGen.Hosting.Folders;

namespace QmpWatch.Watching;

/// <summary>What an address on the command line stands for: one monitor, or the sockets of a folder.</summary>
internal abstract record Target
{
    private const string Unix = "unix:";

    private const string Expected =
        "expected unix:/path, tcp:host:port, tcp:[v6 address]:port, the path of a socket or of a folder of sockets, or a pattern "
            + "such as '/run/vm/*.sock'";

    /// <summary>Reads an address.</summary>
    /// <param name="text">An endpoint, or the path of a socket or folder, or a pattern.</param>
    /// <param name="target">What it stands for.</param>
    /// <param name="error">Why it is none, on one line.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Target? target, [NotNullWhen(false)] out string? error)
    {
        target = null;
        error = null;
        if (text.StartsWith(Unix, StringComparison.Ordinal) && text.Length > Unix.Length)
        {
            target = new OneMonitor(Vm.AtSocket(text, text[Unix.Length..]));
        }
        else if (QmpEndpoint.TryParse(text, out var endpoint))
        {
            target = new OneMonitor(new Vm(endpoint.ToString(), endpoint));
        }
        else if (PathPattern.IsPattern(text))
        {
            target = new SocketPattern(Path.GetFullPath(text));
        }
        else if (text.Length > 0 && (Directory.Exists(text) || Path.EndsInDirectorySeparator(text)))
        {
            target = new SocketPattern(Path.Combine(Path.GetFullPath(text), "*"));
        }
        else if (File.Exists(text)
            || text.StartsWith('/')
            || text.StartsWith("./", StringComparison.Ordinal)
            || text.StartsWith("../", StringComparison.Ordinal))
        {
            target = new OneMonitor(Vm.AtSocket($"{Unix}{text}", text));
        }
        else
        {
            error = text.StartsWith('-')
                ? $"There is no option '{text}'."
                : OptionsOfQemu(text) ?? $"'{text}' is not a valid address: {Expected}.";
        }

        return target is not null;
    }

    /// <summary>What to write instead of an address with the options of QEMU's command line; null if it has none.</summary>
    private static string? OptionsOfQemu(string text)
    {
        try
        {
            QmpEndpoint.Parse(text);
            return null;
        }
        catch (FormatException failure)
        {
            return text.Contains(',', StringComparison.Ordinal) ? failure.Message : null;
        }
    }
}

/// <summary>A monitor at a known address.</summary>
internal sealed record OneMonitor(Vm Vm) : Target;

/// <summary>Every socket that a pattern stands for, now and later.</summary>
internal sealed record SocketPattern(string Pattern) : Target
{
    /// <summary>The folder below which the sockets are.</summary>
    public string Root => PathPattern.Root(Pattern);

    /// <summary>The folder from which machines are called by their paths; the pattern's own if that tells all apart.</summary>
    public string? NamesFrom { get; init; }

    /// <summary>Patterns that are watched together: machines in different folders get different names.</summary>
    public static IReadOnlyList<SocketPattern> Together(IEnumerable<SocketPattern> patterns)
    {
        var distinct = patterns.Distinct().ToList();
        return [.. distinct.Select(p => p with { NamesFrom = distinct.Select(other => other.Root).Aggregate(SharedFolder) })];
    }

    public Vm ToVm(string path) =>
        Vm.AtSocket(Path.GetRelativePath(NamesFrom ?? Root, path), path) with { IsThere = () => File.Exists(path) };

    private static string SharedFolder(string one, string other)
    {
        var shared = one.Split('/').Zip(other.Split('/')).TakeWhile(names => names.First == names.Second).Select(names => names.First);
        return string.Join('/', shared) is { Length: > 0 } folder ? folder : "/";
    }
}
