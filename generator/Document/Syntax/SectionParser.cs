using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Lines;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>
/// Reads what stands under a heading, line by line. Blank lines only help: a document that has lost them, and all its
/// indentation, reads the same.
/// </summary>
internal sealed class SectionParser
{
    private readonly string _text;
    private readonly ImmutableArray<SpecLine> _lines;
    private readonly int _end;
    private readonly DiagnosticSink _sink;
    private readonly ImmutableArray<TextRun>.Builder _prose = ImmutableArray.CreateBuilder<TextRun>();
    private readonly ImmutableArray<TextRun>.Builder _notes = ImmutableArray.CreateBuilder<TextRun>();
    private readonly ImmutableArray<ExampleSyntax>.Builder _examples = ImmutableArray.CreateBuilder<ExampleSyntax>();
    private readonly MemberListBuilder _members;
    private int _index;
    private Part _part = Part.Prose;
    private TextRun.Builder _run = new();
    private DataSyntax _data = DataSyntax.Absent;

    private SectionParser(string text, ImmutableArray<SpecLine> lines, int start, int end, DiagnosticSink sink)
    {
        (_text, _lines, _index, _end, _sink) = (text, lines, start, end, sink);
        _members = new MemberListBuilder(sink);
    }

    /// <summary>What the current line would continue.</summary>
    private enum Part
    {
        Prose,
        Data,
        Members,
        Example,
        Note,
    }

    public static EventSection Parse(
        ImmutableArray<NameSyntax> names, string text, ImmutableArray<SpecLine> lines, int start, int end, DiagnosticSink sink)
    {
        var parser = new SectionParser(text, lines, start, end, sink);
        while (parser._index < end)
        {
            parser.ReadLine(lines[parser._index]);
        }

        parser.EndRun();
        return new EventSection(
            names,
            parser._prose.ToImmutable(),
            parser._data,
            parser._members.ToImmutable(),
            parser._examples.ToImmutable(),
            parser._notes.ToImmutable());
    }

    private void ReadLine(SpecLine line)
    {
        _index++;
        if (line.IsBlank)
        {
            EndRun();
            _members.Pause();
        }
        else if (ExampleScanner.StartsOn(line))
        {
            ReadExample();
        }
        else if (Keywords.TryRead(line.Content, out var keyword, out var rest))
        {
            ReadKeyword(keyword, line, rest);
        }
        else if (Keywords.Misspelt(line.Content) is { } meant)
        {
            var colon = line.Content.IndexOf(':');
            _sink.Report(Descriptors.MisspeltKeyword, new TextSpan(line.Start, colon), line.Content.Substring(0, colon), meant);
            ReadKeyword(meant, line, Keywords.AfterColon(line.Content));
        }
        else if (BulletParser.TryRead(line, out var bullet) && MayBeMember(line, bullet))
        {
            ReadBullet(line, bullet);
        }
        else if (!_members.TryContinue(line))
        {
            ReadText(line);
        }
    }

    /// <summary>After an example, in a note or in a member's description a bullet is a member only if it has the form of one.</summary>
    private bool MayBeMember(SpecLine line, BulletParser.Bullet bullet) => _part switch
    {
        Part.Members when bullet is { Name: null, HasKind: false } => !_members.IsInside(line),
        Part.Prose or Part.Data or Part.Members => true,
        Part.Example => bullet is { IsQuoted: true, HasColon: true },
        _ => bullet is { IsQuoted: true, HasKind: true },
    };

    private void ReadKeyword(string keyword, SpecLine line, int rest)
    {
        EndRun();
        _members.EndMember();
        var content = line.Content.Substring(rest);
        switch (keyword)
        {
            case Keywords.Data:
                _part = Part.Data;
                var kind = content.Length == 0 ? DataKind.Members : Keywords.IsNone(content) ? DataKind.None : DataKind.Prose;
                _data = new DataSyntax(kind, line.Span);
                if (kind == DataKind.Prose)
                {
                    _run.Append(content, line.Start + rest);
                }

                break;
            case Keywords.Example:
                _part = Part.Example;
                break;
            case Keywords.Note:
                _part = Part.Note;
                _run.Append(content, line.Start + rest);
                break;
            default:
                _part = Part.Prose;
                _run.Append(content, line.Start + rest);
                break;
        }
    }

    private void ReadBullet(SpecLine line, BulletParser.Bullet bullet)
    {
        EndRun();
        if (bullet is { Name.Text: "data", IsQuoted: false } && _data.Kind == DataKind.Absent)
        {
            // " - data: ACPIOSTInfo type as described in qapi-schema.json" speaks of the data as a whole.
            _data = new DataSyntax(DataKind.Reference, line.Span);
            _part = Part.Data;
        }
        else if (!bullet.IsQuoted && _part == Part.Prose && !bullet.HasKind)
        {
            ReadText(line);
        }
        else
        {
            _part = Part.Members;
            _members.Start(line, bullet);
        }
    }

    private void ReadExample()
    {
        EndRun();
        _members.EndMember();
        _part = Part.Example;
        var extent = ExampleScanner.Scan(_lines, _index - 1, _end);
        _index = extent.NextLine;
        var example = JsonExampleParser.Parse(_text, extent.Span);
        while (_index < _end && _lines[_index].Content is { Length: > 0 } next && next.All(c => c is '}' or ']'))
        {
            example = WithStray(example, _lines[_index].Span);
            _index++;
        }

        _examples.Add(extent.Rest.IsEmpty ? example : WithStray(example, extent.Rest));
    }

    private static ExampleSyntax WithStray(ExampleSyntax example, TextSpan span) =>
        example with { Problem = example.Problem ?? new JsonProblem(span, "expected the example to end before this") };

    private void ReadText(SpecLine line)
    {
        // Captions of examples say nothing that a type could show.
        if (_part == Part.Example || line.IsRowOf('-', 2) || line.IsRowOf('=', 2))
        {
            return;
        }

        if (_part == Part.Data && _data.Kind == DataKind.Members && _run.IsEmpty && Keywords.IsNone(line.Content))
        {
            _data = _data with { Kind = DataKind.None };
            return;
        }

        _run.Append(line.Content, line.Start);
    }

    private void EndRun()
    {
        if (_run.IsEmpty)
        {
            return;
        }

        var run = _run.ToTextRun();
        _run = new TextRun.Builder();
        switch (_part)
        {
            case Part.Note:
                _notes.Add(run);
                break;
            case Part.Data:
                _members.AddQuotedNames(run);
                break;
            default:
                _prose.Add(run);
                break;
        }

        // What follows a blank line belongs to the section as a whole, not to the paragraph before.
        _part = _part == Part.Note ? Part.Note : _part == Part.Data ? Part.Data : Part.Prose;
    }
}
