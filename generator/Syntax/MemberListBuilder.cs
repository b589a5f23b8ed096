using System.Collections.Immutable;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Text;

namespace QmpGen.Generator.Syntax;

/// <summary>Gathers a section's bullets with the lines that continue them.</summary>
internal sealed class MemberListBuilder(DiagnosticSink sink)
{
    private readonly ImmutableArray<MemberSyntax>.Builder _members = ImmutableArray.CreateBuilder<MemberSyntax>();
    private readonly List<ValueSyntax> _values = [];
    private NameSyntax? _name;
    private int _indent;
    private TextRun.Builder _description = new();

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

        if (!bullet.HasColon)
        {
            sink.Report(Descriptors.BulletWithoutColon, bullet.Name.Span, bullet.Name.Text);
        }

        (_name, _indent) = (bullet.Name, line.Indent);
        _description.Append(line.Content.Substring(bullet.TextStart), line.Start + bullet.TextStart);
    }

    /// <summary>Takes a line that continues the current member, if there is one.</summary>
    public bool TryContinue(SpecLine line)
    {
        if (_name is null)
        {
            return false;
        }

        if (BulletParser.TryReadValue(line.Content, out var value, out var textStart))
        {
            _values.Add(new ValueSyntax(value, line.Content.Substring(textStart)));
        }
        else if (_values.Count > 0)
        {
            var last = _values[_values.Count - 1];
            _values[_values.Count - 1] = last with { Description = $"{last.Description} {line.Content}" };
        }
        else
        {
            _description.Append(line.Content, line.Start);
        }

        return true;
    }

    public void EndMember()
    {
        if (_name is null)
        {
            return;
        }

        var description = _description.ToTextRun();
        var type = TypePhraseParser.Parse(description, sink);
        var values = ValueListParser.Parse(description.Text, type, _values);
        _members.Add(new MemberSyntax(_name, _indent, description, type, values));
        _name = null;
        _description = new TextRun.Builder();
        _values.Clear();
    }

    /// <summary>
    /// Adds the members that prose names: <c>'server' and 'client' keys with the same keys as 'query-vnc'</c>. What
    /// is quoted after the first "keys" is no member.
    /// </summary>
    public void AddQuotedNames(TextRun run)
    {
        var end = run.Text.IndexOf(" key", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < end; i++)
        {
            if (BulletParser.ReadQuoted(run.Text, i, out var name, out var next))
            {
                var span = run.Map(i + 1, name.Length);
                var type = new TypePhrase(TypeKeyword.Object, IsOptional: false, span, Offset: 0, Length: 0);
                _members.Add(new MemberSyntax(new NameSyntax(name, span), 0, run, type, ImmutableArray<ValueSyntax>.Empty));
                i = next - 1;
            }
        }
    }
}
