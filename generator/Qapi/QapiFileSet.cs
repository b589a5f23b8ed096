using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Puts the definitions of a spec's files in order: each file's includes come before what follows them, as if there
/// were one file. Every file given counts, whether another includes it or not.
/// </summary>
internal sealed class QapiFileSet
{
    private readonly SortedDictionary<string, QapiFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<QapiFile, IReadOnlyList<QapiExpression>> _expressions = [];
    private readonly HashSet<QapiFile> _entered = [];
    private readonly Stack<QapiFile> _open = [];
    private readonly List<QapiExpression> _ordered = [];

    private QapiFileSet(IEnumerable<QapiFile> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            _files[Normalize(file.Path)] = file;
            _expressions[file] = QapiParser.Parse(file, cancellation);
        }
    }

    public static IReadOnlyList<QapiExpression> Read(IEnumerable<QapiFile> files, CancellationToken cancellation) =>
        new QapiFileSet(files, cancellation).Order();

    private List<QapiExpression> Order()
    {
        var included = new HashSet<QapiFile>(_expressions
            .SelectMany(e => e.Value)
            .Select(e => e.Value.Find("include")?.Value is QapiString name ? Find(e.File, name.Text) : null)
            .OfType<QapiFile>());

        // Files that nobody includes are where reading starts; what is left then includes itself in a circle.
        foreach (var file in _files.Values.Where(f => !included.Contains(f)).Concat(_files.Values).ToList())
        {
            Enter(file);
        }

        return _ordered;
    }

    private void Enter(QapiFile file)
    {
        if (!_entered.Add(file))
        {
            return;
        }

        _open.Push(file);
        foreach (var expression in _expressions[file])
        {
            if (expression.Value.Find("include") is { } include)
            {
                Include(expression, include);
            }
            else
            {
                _ordered.Add(expression);
            }
        }

        _open.Pop();
    }

    private void Include(QapiExpression expression, QapiProperty include)
    {
        if (expression.Value.Properties.Length > 1 || include.Value is not QapiString name)
        {
            expression.At(include.Span)
                .Report(Descriptors.QapiStructure, "The directive 'include'", "one file's name and no other key", "something else");
            return;
        }

        if (Find(expression.File, name.Text) is not { } file)
        {
            expression.At(name.Span).Report(Descriptors.QapiIncludeMissing, name.Text);
        }
        else if (_open.Contains(file))
        {
            expression.At(name.Span).Report(Descriptors.QapiIncludeLoop, name.Text);
        }
        else
        {
            Enter(file);
        }
    }

    private QapiFile? Find(QapiFile from, string name)
    {
        var path = Normalize(from.Path);
        var folder = path.Substring(0, path.LastIndexOf('/') + 1);
        return _files.TryGetValue(Normalize(name.StartsWith("/", StringComparison.Ordinal) ? name : folder + name), out var file)
            ? file
            : null;
    }

    /// <summary>The path with forward slashes and without <c>.</c> and <c>..</c>, by its letters alone.</summary>
    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not (".." or ""))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }
}
