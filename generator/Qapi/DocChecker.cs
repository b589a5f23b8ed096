using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Holds a block of documentation against the definition that follows it. What is wrong with it changes no type, so that
/// it is never more than information.
/// </summary>
internal sealed class DocChecker
{
    private static readonly Regex Named = new(@"\A\s*#\s?@([^\s:]*)\s?:", RegexOptions.CultureInvariant);
    private static readonly Regex Section = new(@"\A\s*#\s?(Returns|Since|Features):", RegexOptions.CultureInvariant);

    private readonly QapiFile _file;
    private readonly Definition _definition;
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _features;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _isFeature;

    private DocChecker(QapiExpression expression, Definition definition)
    {
        (_file, _definition) = (expression.File, definition);
        var members = definition.Members.Concat(definition.Branches).Select(m => m.Name);
        _known = new HashSet<string>(members.Concat(definition.Values.Select(v => v.Name)), StringComparer.Ordinal);
        if (definition is { Kind: DefinitionKind.Union, Discriminator: null })
        {
            _known.Add("type");
        }

        // The features of members and values are described with those of the whole.
        _features = new HashSet<string>(FeaturesIn(expression.Value).Select(NameOf), StringComparer.Ordinal);
    }

    /// <summary>Reports a block that documents something by name, but has no definition after it.</summary>
    public static void CheckUnattached(QapiFile file, TextSpan block)
    {
        foreach (var (span, line) in Lines(file, block).Skip(1))
        {
            if (Named.Match(line) is { Success: true } name && name.Groups[1].Length > 0)
            {
                file.Sink.Report(Descriptors.QapiDoc, span, $"no definition of '{name.Groups[1].Value}' follows it");
            }

            if (line.Trim() != "#")
            {
                return;
            }
        }
    }

    public static void Check(QapiExpression expression, Definition definition)
    {
        if (expression.Doc is not { } block)
        {
            return;
        }

        var checker = new DocChecker(expression, definition);
        var isFirst = true;
        foreach (var (span, line) in Lines(expression.File, block).Skip(1).Where(l => l.Line.Trim() != "#"))
        {
            if (isFirst)
            {
                isFirst = false;
                if (!checker.DocumentsDefinition(span, line))
                {
                    return;
                }
            }
            else
            {
                checker.CheckLine(span, line);
            }
        }
    }

    /// <summary>Whether the block starts with the definition's name; one that starts with another says nothing of it.</summary>
    private bool DocumentsDefinition(TextSpan span, string line)
    {
        if (Named.Match(line) is not { Success: true } name)
        {
            return line.Contains('@');
        }

        var isSame = name.Groups[1].Value == _definition.Name;
        if (!isSame)
        {
            Report(span, $"it documents '{name.Groups[1].Value}', but the definition that follows is '{_definition.Name}'");
        }

        return isSame;
    }

    private void CheckLine(TextSpan span, string line)
    {
        if (Section.Match(line) is { Success: true } section)
        {
            var tag = section.Groups[1].Value;
            _isFeature = tag == "Features";
            if (!_seen.Add($"{tag}:"))
            {
                Report(span, $"it already has '{tag}:'");
            }
        }
        else if (Named.Match(line) is { Success: true } named)
        {
            CheckName(span, named.Groups[1].Value);
        }
    }

    private void CheckName(TextSpan span, string name)
    {
        if (name.Length == 0)
        {
            Report(span, "a name is missing after '@'");
        }
        else if (!_seen.Add(name))
        {
            Report(span, $"it already has '@{name}:'");
        }
        else if (!(_isFeature ? _features : _known).Contains(name))
        {
            Report(span, $"'{_definition.Name}' has no {(_isFeature ? "feature" : "part")} '{name}' of its own");
        }
    }

    private void Report(TextSpan span, string problem) => _file.Sink.Report(Descriptors.QapiDoc, span, problem);

    private static IEnumerable<QapiValue> FeaturesIn(QapiValue value) => value switch
    {
        QapiObject all =>
            all.Properties.SelectMany(p => p is { Name: "features", Value: QapiArray list } ? list.Items : FeaturesIn(p.Value)),
        QapiArray items => items.Items.SelectMany(FeaturesIn),
        _ => [],
    };

    private static string NameOf(QapiValue feature) =>
        ((feature as QapiString) ?? (feature as QapiObject)?.Find("name")?.Value as QapiString)?.Text ?? string.Empty;

    private static IEnumerable<(TextSpan Span, string Line)> Lines(QapiFile file, TextSpan block)
    {
        for (var start = block.Start; start < block.End;)
        {
            var newLine = file.Text.IndexOf('\n', start, block.End - start);
            var end = newLine < 0 ? block.End : newLine;
            var line = file.Text.Substring(start, end - start).TrimEnd();
            yield return (new TextSpan(start, line.Length), line);
            start = end + 1;
        }
    }
}
