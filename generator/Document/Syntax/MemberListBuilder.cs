using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Lines;

namespace QmpGen.Generator.Document.Syntax;

/// <summary>Gathers a section's bullets with the lines that continue them.</summary>
internal sealed class MemberListBuilder(DiagnosticSink sink)
{
    private static readonly string[] MemberWords = [" key", " member", " field"];

    private readonly ImmutableArray<MemberSyntax>.Builder _members = ImmutableArray.CreateBuilder<MemberSyntax>();
    private readonly List<(string Value, StringBuilder Meaning)> _values = [];
    private NameSyntax? _name;
    private int _indent;
    private int _valueIndent;
    private bool _isPaused;
    private TextRun.Builder _text = new();

    public ImmutableArray<MemberSyntax> ToImmutable()
    {
        EndMember();
        return _members.ToImmutable();
    }

    /// <summary>Starts a member at the first line of its bullet.</summary>
    public void Start(SpecLine line, BulletParser.Bullet bullet)
    {
        EndMember();
        if (bullet.Name is null)
        {
            sink.Report(Descriptors.BulletWithoutName, line.Span);
            return;
        }

        if (bullet.Missing is not null)
        {
            sink.Report(Descriptors.MalformedBullet, bullet.Name.Span, bullet.Missing, bullet.Name.Text);
        }

        (_name, _indent, _isPaused) = (bullet.Name, line.Indent, false);
        _text.Append(line.Content.Substring(bullet.Remark.Start, bullet.Remark.Length).TrimEnd(), line.Start + bullet.Remark.Start);
        _text.Append(line.Content.Substring(bullet.TextStart), line.Start + bullet.TextStart);
    }

    /// <summary>Notes a blank line: after it only a line indented below the bullet continues it.</summary>
    public void Pause() => _isPaused = true;

    /// <summary>Whether a line is indented below the current member's bullet.</summary>
    public bool IsInside(SpecLine line) => _name is not null && line.Indent > _indent;

    /// <summary>Takes a line that continues the current member, if there is one.</summary>
    public bool TryContinue(SpecLine line)
    {
        if (_isPaused && line.Indent <= _indent)
        {
            EndMember();
        }

        if (_name is null)
        {
            return false;
        }

        if (BulletParser.TryReadValue(line.Content, out var value, out var textStart))
        {
            _values.Add((value, new StringBuilder(line.Content.Substring(textStart))));
            _valueIndent = line.Indent;
        }
        else if (_values.Count > 0)
        {
            // What goes on with a value's meaning is indented further than the value, or at least starts with no single word and a colon.
            if (line.Indent == _valueIndent && BulletParser.TryReadUnquotedValue(line.Content, out var word))
            {
                sink.Report(
                    Descriptors.ValueWithoutQuotes,
                    new TextSpan(line.Start, word.Length),
                    word,
                    _name.Text,
                    _values[_values.Count - 1].Value);
            }

            _values[_values.Count - 1].Meaning.Append(' ').Append(line.Content);
        }
        else
        {
            _text.Append(line.Content, line.Start);
        }

        return true;
    }

    public void EndMember()
    {
        if (_name is null)
        {
            return;
        }

        var run = _text.ToTextRun();
        var type = TypePhraseParser.Parse(run, sink);
        var values = ValueListParser.Parse(run.Text, type, _values.Select(v => new ValueSyntax(v.Value, v.Meaning.ToString())));
        _members.Add(new MemberSyntax(_name, _indent, run.Text, ValueListParser.Description(run.Text, type), type, values));
        _name = null;
        _text = new TextRun.Builder();
        _values.Clear();
    }

    /// <summary>
    /// Adds the members that prose names: <c>'server' and 'client' keys with the same keys as 'query-vnc'</c>. What
    /// is quoted after the first "keys" is no member; what has keys itself is an object.
    /// </summary>
    public void AddQuotedNames(TextRun run)
    {
        var end = MemberWords.Select(w => run.Text.IndexOf(w, StringComparison.OrdinalIgnoreCase))
            .Where(i => i >= 0)
            .DefaultIfEmpty(-1)
            .Min();
        var areObjects = end >= 0 && MemberWords.Any(w => run.Text.IndexOf(w, end + 1, StringComparison.OrdinalIgnoreCase) >= 0);
        for (var i = 0; i < end; i++)
        {
            if (BulletParser.ReadQuoted(run.Text, i, out var name, out var next))
            {
                var span = run.Map(i + 1, name.Length);
                var type = areObjects ? new TypePhrase(TypeKeyword.Object, IsOptional: false, span, Offset: 0, Length: 0) : null;
                _members.Add(new MemberSyntax(
                    new NameSyntax(name, span),
                    0,
                    run.Text,
                    ValueListParser.Description(run.Text, type),
                    type,
                    ImmutableArray<ValueSyntax>.Empty));
                i = next - 1;
            }
        }
    }
}
