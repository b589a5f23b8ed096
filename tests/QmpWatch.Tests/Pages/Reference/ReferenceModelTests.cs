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
        Assert.Equal(("kind is \"disk\"", "Info.Disk"), (branch.Condition, branch.TypeName));
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

    [Fact]
    public void Commands_of_a_schema_stand_beside_its_events_with_arguments_and_result()
    {
        var model = Read("""
            { 'enum': 'Kind', 'data': [ 'disk', 'net' ] }
            { 'struct': 'Size', 'data': { 'bytes': 'uint64', '*more': 'Size' } }
            { 'union': 'Device', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'disk': 'Size' } }
            { 'event': 'GONE' }
            ##
            # @device_take:
            #
            # Take a device away.
            #
            # @id: which one
            #
            # Returns: what it was
            #
            # Since: 9.0
            ##
            { 'command': 'device_take', 'data': { 'id': 'str', '*kind': 'Kind', '*size': 'Size' }, 'returns': [ 'Size' ] }
            { 'command': 'device_put', 'data': 'Device', 'boxed': true }
            """);

        Assert.Equal(["device_take", "device_put"], model.Commands.Select(c => c.Name));
        var take = model.Commands[0];
        Assert.Equal(("DeviceTakeCommand", "QmpList<Size>", "9.0"), (take.TypeName, take.Result, take.Since));
        Assert.Equal(["id string", "kind string", "size object"], take.Arguments.Always.Select(m => $"{m.Name} {m.Kind}"));
        Assert.Equal(["disk", "net"], take.Arguments.Always[1].Values.Select(v => v.Text));
        Assert.Equal(["bytes", "more"], take.Arguments.Always[2].Members.Always.Select(m => m.Name));
        Assert.Equal(("Returns", "what it was"), Assert.Single(take.Facts));
        var put = model.Commands[1];
        Assert.Null(put.Result);
        Assert.Equal("kind", Assert.Single(put.Arguments.Always).Name);
        Assert.Equal("Device.Disk", Assert.Single(put.Arguments.Branches).TypeName);
    }

    private static ReferenceModel Read(string schema)
    {
        using var folder = new TemporaryFolder();
        return ReferenceModelBuilder.Build(
            SpecLoader.LoadWithCommands(folder.Write("events.json", schema), TestContext.Current.CancellationToken));
    }
}
