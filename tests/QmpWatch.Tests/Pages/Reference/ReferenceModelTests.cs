using QmpWatch.Pages.Reference;
using QmpWatch.Specs;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages.Reference;

public sealed class ReferenceModelTests
{
    [Fact]
    public void The_document_is_unfolded_with_its_example_its_notes_and_what_follows()
    {
        var model = ReferenceModelBuilder.Build(SpecLoader.BuiltIn(TestContext.Current.CancellationToken));

        var error = model.Events[0];
        Assert.Equal(("BLOCK_IO_ERROR", "BlockIoErrorEvent"), (error.Name, error.TypeName));
        Assert.Equal(["STOP"], error.FollowedBy);
        Assert.StartsWith("{ \"event\": \"BLOCK_IO_ERROR\",\n", Assert.Single(error.Examples), StringComparison.Ordinal);
        Assert.Equal(["ignore", "report", "stop"], error.Members.Always[2].Values.Select(v => v.Text));
        var server = model.Events.Single(e => e.Name == "VNC_CONNECTED").Members.Always[0];
        Assert.Equal(("server", "Server", "object", "VncServer"), (server.Name, server.PropertyName, server.Kind, server.TypeName));
        Assert.Equal(["host", "service", "family", "auth"], server.Members.Always.Select(m => m.Name));
        Assert.Equal([false, false, false, true], server.Members.Always.Select(m => m.IsOptional));
    }

    [Fact]
    public void A_defect_stands_at_its_line_and_at_its_event()
    {
        var model = ReferenceModelBuilder.Build(SpecLoader.BuiltIn(TestContext.Current.CancellationToken));

        var defect = Assert.Single(model.Defects);
        Assert.Equal(("STOP", "Info", "QMP0121"), (defect.EventName, defect.Severity, defect.Id));
        Assert.Equal(defect.Excerpt, File.ReadLines(Repository.Spec).ElementAt(defect.Line!.Value - 1).Trim());
        Assert.Contains("SHUTDOWN", defect.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_shows_versions_limits_branches_and_what_is_not_to_stay()
    {
        var model = Read("""
            ##
            # @Kind:
            #
            # @disk: a disk
            # @net: a network card
            ##
            { 'enum': 'Kind', 'data': [ 'disk', 'net' ] }
            { 'struct': 'DiskInfo', 'data': { 'size': 'uint64' } }
            { 'union': 'Info', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'disk': 'DiskInfo' } }
            ##
            # @GONE:
            #
            # Emitted when it is gone.
            #
            # @info: what it was
            # @old: do not use
            #
            # Features:
            # @deprecated: Use @info instead.
            #
            # Note: This event is rate-limited.
            #
            # Since: 4.2
            ##
            { 'event': 'GONE', 'data': {
                'info': 'Info',
                '*old': { 'type': 'str', 'features': [ 'deprecated' ] },
                'new': { 'type': [ 'int' ], 'features': [ 'unstable' ] } } }
            """);

        var gone = Assert.Single(model.Events);
        Assert.Equal("4.2", gone.Since);
        Assert.StartsWith("at most one per second", gone.RateLimit, StringComparison.Ordinal);
        Assert.DoesNotContain(gone.Notes, n => n.ToString().StartsWith("Since", StringComparison.Ordinal));
        var (info, old, @new) = (gone.Members.Always[0], gone.Members.Always[1], gone.Members.Always[2]);
        Assert.Equal(["a disk", "a network card"], info.Members.Always[0].Values.Select(v => v.Description));
        var branch = Assert.Single(info.Members.Branches);
        Assert.Equal(("kind is \"disk\"", "DiskInfo"), (branch.Condition, branch.TypeName));
        Assert.Equal(
            ("size", "integer", "ulong"),
            (branch.Members.Always[0].Name, branch.Members.Always[0].Kind, branch.Members.Always[0].TypeName));
        Assert.Equal("Use info instead.", old.Standing.Deprecation);
        Assert.True(@new.Standing.IsUnstable);
        Assert.Equal("array of integers", @new.Kind);
    }

    [Fact]
    public void A_type_that_holds_itself_is_unfolded_once()
    {
        var model = Read("""
            { 'struct': 'Node', 'data': { 'name': 'str', '*next': 'Node', '*all': [ 'Node' ] } }
            { 'event': 'CHAIN', 'data': { 'first': 'Node' } }
            """);

        var first = Assert.Single(Assert.Single(model.Events).Members.Always);
        Assert.Equal(["name", "next", "all"], first.Members.Always.Select(m => m.Name));
        Assert.Equal(["string", "object, as above", "array of objects, as above"], first.Members.Always.Select(m => m.Kind));
        Assert.All(first.Members.Always, m => Assert.True(m.Members.IsEmpty));
    }

    [Fact]
    public void A_value_of_several_kinds_has_a_branch_for_each()
    {
        var model = Read("""
            { 'struct': 'Place', 'data': { 'slot': 'int' } }
            { 'alternate': 'Where', 'data': { 'name': 'str', 'place': 'Place' } }
            { 'event': 'MOVED', 'data': { 'to': 'Where' } }
            """);

        var to = Assert.Single(Assert.Single(model.Events).Members.Always);
        Assert.Equal("any value", to.Kind);
        Assert.Equal(["it is a string", "it is an object"], to.Members.Branches.Select(b => b.Condition));
        Assert.Equal("slot", Assert.Single(to.Members.Branches[1].Members.Always).Name);
    }

    private static ReferenceModel Read(string schema)
    {
        using var folder = new TemporaryFolder();
        return ReferenceModelBuilder.Build(SpecLoader.Load(folder.Write("events.json", schema), TestContext.Current.CancellationToken));
    }
}
