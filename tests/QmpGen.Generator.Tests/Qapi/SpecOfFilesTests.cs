using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>Many files make one spec.</summary>
public sealed class SpecOfFilesTests
{
    private static readonly SpecText Root = new("/q/root.json", "{ 'include': 'sub/common.json' }\n{ 'event': 'X', 'data': { 'e': 'E' } }");
    private static readonly SpecText Common = new("/q/sub/common.json", "{ 'include': '../root.json' }\n{ 'enum': 'E', 'data': [ 'a' ] }");

    [Fact]
    public void A_missing_file_is_named_where_it_is_included()
    {
        var run = SpecRun.Of([Root]);

        Assert.Equal(["QMP0205", "QMP0212"], run.Diagnostics.Select(d => d.Id));
        Assert.Equal("/q/root.json: (0,13)-(0,30)", run.Diagnostics[0].Location.GetLineSpan().ToString());
        Assert.Contains("sub/common.json", run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_named_and_the_files_are_read()
    {
        var run = SpecRun.Of([Common, Root]);

        Assert.Equal(["QMP0206"], run.Diagnostics.Select(d => d.Id));
        Assert.Equal("X", Assert.Single(run.Compiled().Reader().Events).Name);
    }

    [Fact]
    public void The_order_in_which_files_are_listed_does_not_matter()
    {
        SpecText[] files =
        [
            new("/q/a.json", "{ 'include': 'c.json' }\n{ 'event': 'A' }"),
            new("/q/b.json", "{ 'event': 'B' }"),
            new("/q/c.json", "{ 'event': 'C' }"),
        ];

        Assert.Equal(["C", "A", "B"], SpecRun.Of(files).Compiled().Reader().Events.Select(e => e.Name));
        Assert.Equal(SpecRun.Of(files).Files, SpecRun.Of(files.Reverse()).Files);
    }

    [Fact]
    public void A_name_holds_files_together()
    {
        var run = SpecRun.Of(
        [
            new SpecText("/q/root.json", "{ 'event': 'X', 'data': { 'e': 'E' } }") { Name = "q" },
            new SpecText("/elsewhere/types.json", "{ 'enum': 'E', 'data': [ 'a' ] }") { Name = "q" },
            new SpecText("/other/root.json", "{ 'event': 'X' }", "Other"),
        ]);

        Assert.Empty(run.Diagnostics);
        Assert.DoesNotContain(run.Compiled().Type("Other.XEvent").GetProperties(), p => p.Name == "E");
    }

    [Fact]
    public void A_text_and_a_schema_do_not_share_a_namespace()
    {
        var run = SpecRun.Of([new SpecText("events.txt", Repository.Spec), new SpecText("/q/root.json", "{ 'event': 'X' }")]);

        Assert.Equal("QMP0004", Assert.Single(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error).Id);
    }

    [Fact]
    public void A_lenient_spec_reads_what_an_older_QEMU_sends()
    {
        const string Schema =
            "{ 'enum': 'K', 'data': [ 'a' ] }\n{ 'struct': 'A', 'data': { 'x': 'int' } }\n{ 'union': 'U', 'base': "
            + "{ 'k': 'K' }, 'discriminator': 'k', 'data': { 'a': 'A' } }\n{ 'event': 'X', 'data': { 'v': 'U', 'm': "
            + "'str' } }";
        var reader = SpecRun.Of([new SpecText("/q/root.json", Schema) { Lenient = "true" }]).Compiled().Reader();

        string[] messages =
        [
            """{"event":"X"}""", """{"event":"X","data":{"v":{"k":"a"}}}""", """{"event":"X","data":{"v":{},"m":"t"}}""",
        ];
        foreach (var message in messages)
        {
            QapiSpecRun.JsonEqual(message, reader.Read(message).ToJson());
        }
    }
}
