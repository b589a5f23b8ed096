using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>What the language forbids is reported where it stands, in commands too, though no command is emitted.</summary>
public sealed class RuleTests
{
    private const string Kinds = "{ 'enum': 'K', 'data': [ 'a', 'b' ] }\n{ 'struct': 'A', 'data': { 'x': 'int' } }\n";

    [Theory]
    [InlineData("{ 'command': 'c', 'data': 'int' }", "QMP0213", "'int'")]
    [InlineData("{ 'command': 'c', 'data': [ 'str' ] }", "QMP0207", "[ 'str' ]")]
    [InlineData("{ 'command': 'c', 'data': { 'm': 'Nothing' } }", "QMP0212", "'Nothing'")]
    [InlineData("{ 'command': 'c', 'data': { 'm-n': 'int', 'm_n': 'int' } }", "QMP0217", "'m_n'")]
    [InlineData("{ 'command': 'c', 'data': { 'm': {} } }", "QMP0208", "'m'")]
    [InlineData("{ 'command': 'c', 'boxed': true }", "QMP0208", "'c'")]
    [InlineData("{ 'command': 'c', 'data': 'A', 'boxed': false }", "QMP0207", "false")]
    [InlineData("{ 'command': 'c', 'returns': 'Nothing' }", "QMP0212", "'Nothing'")]
    [InlineData("{ 'command': 'c', 'returns': { 'x': 'int' } }", "QMP0207", "{ 'x': 'int' }")]
    [InlineData("{ 'command': 'c', 'returns': 'L' }\n{ 'alternate': 'L', 'data': { 's': 'str' } }", "QMP0213", "'L'")]
    [InlineData("{ 'command': 'c', 'gen': true }", "QMP0207", "true")]
    [InlineData("{ 'command': 'c', 'allow-oob': false }", "QMP0207", "false")]
    [InlineData("{ 'command': 'c', 'allow-oob': true, 'coroutine': true }", "QMP0207", "true")]
    [InlineData("{ 'enum': 'E', 'data': [ 'a' ], 'prefix': [] }", "QMP0207", "[]")]
    [InlineData("{ 'enum': 'E', 'data': [ 'a-b', 'a_b' ] }", "QMP0217", "'a_b'")]
    [InlineData("{ 'struct': 'NameList', 'data': {} }", "QMP0210", "'NameList'")]
    [InlineData("{ 'struct': 'S', 'data': {}, 'features': [ 'f', 'f' ] }", "QMP0217", "'f'")]
    [InlineData("{ 'struct': 'S', 'data': {}, 'features': [ 'deprecated' ] }", "QMP0207", "[ 'deprecated' ]")]
    [InlineData("{ 'alternate': 'L', 'data': { 's': 'str', 'b': 'bool' } }", "QMP0218", "'b'")]
    [InlineData("{ 'alternate': 'L', 'data': { 'n': 'number', 'i': 'int' } }", "QMP0218", "'i'")]
    [InlineData("{ 'alternate': 'L', 'data': { 'i': 'int', 'e': 'E' } }\n{ 'enum': 'E', 'data': [ '1' ] }", "QMP0218", "'e'")]
    [InlineData("{ 'alternate': 'L', 'data': { 'a-b': 'int', 'a_b': 'bool' } }", "QMP0217", "'a_b'")]
    [InlineData("{ 'union': 'U', 'base': { 'k': 'K' }, 'data': { 'a': 'A' } }", "QMP0208", "'base'")]
    [InlineData("{ 'union': 'U', 'base': { 'k': 'E' }, 'discriminator': 'k', 'data': {} }\n{ 'enum': 'E', 'data': [] }", "QMP0207", "'U'")]
    [InlineData("{ 'union': 'U', 'base': { 'k': 'K', 'x': 'str' }, 'discriminator': 'k', 'data': { 'a': 'A' } }", "QMP0217", "'a'")]
    [InlineData("{ 'union': 'U', 'data': { 'a': 'Nothing' } }", "QMP0212", "'Nothing'")]
    [InlineData("{ 'pragma': { 'doc-required': 'yes' } }", "QMP0207", "'yes'")]
    [InlineData("{ 'pragma': { 'member-name-exceptions': [ true ] } }", "QMP0207", "[ true ]")]
    [InlineData("{ 'pragma': { 'doc-wanted': true } }", "QMP0209", "'doc-wanted'")]
    [InlineData("{ 'pragma': {}, 'include': 'x.json' }", "QMP0207", "'include'")]
    [InlineData("{ 'pragma': [] }", "QMP0207", "[]")]
    public void A_mistake_is_reported_where_it_stands(string mistake, string id, string pointed)
    {
        var text = $"{Kinds}{mistake}\n{{ 'event': 'X' }}\n";
        var result = Reading.Compile(new SpecFile("schema.json", text, "Spec"));

        var complaint = Assert.Single(result.Diagnostics);
        Assert.Equal(
            (id, DiagnosticSeverity.Error, pointed),
            (complaint.Descriptor.Id, complaint.Descriptor.DefaultSeverity, complaint.Pointed(text)));
    }

    [Fact]
    public void A_branch_that_is_a_union_shares_no_name_with_the_base_either()
    {
        const string Text = Kinds + """
            { 'union': 'In', 'base': { 'j': 'K' }, 'discriminator': 'j', 'data': { 'a': 'A' } }
            { 'union': 'Out', 'base': { 'k': 'K', 'x': 'int' }, 'discriminator': 'k', 'data': { 'b': 'In' } }
            { 'event': 'X' }
            """;

        var complaint = Assert.Single(Reading.Compile(new SpecFile("schema.json", Text, "Spec")).Diagnostics);

        Assert.Equal(("QMP0217", "'b'"), (complaint.Descriptor.Id, complaint.Pointed(Text)));
    }

    [Fact]
    public void What_is_missing_at_the_end_is_missed_right_after_what_is_there()
    {
        const string Text = "{ 'event': 'X',\n\n# nothing more\n";

        var complaint = Reading.Compile(new SpecFile("schema.json", Text, "Spec")).Diagnostics.Single(d => d.Descriptor.Id == "QMP0201");

        Assert.Equal(Text.IndexOf(',') + 1, complaint.Location.Span.Start);
    }
}
