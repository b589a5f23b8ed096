using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document.Binding;

/// <summary>Sections in which the odd forms of the published documents, upstream and downstream, meet.</summary>
public sealed class DownstreamTests
{
    private const string VendorLines = """
        THING_BROKE
        --------------

        Emitted when a thing breaks.

        Data:

        - "thing": thing name (json-string)
        - "way": way it went (json-string, "in" or "out")
        - "act": what was done about it, it's one of the following (json-string):
            "ignore": it has been ignored
            "halt": it made the machine stop
        - "__com.vendor_reason": reason of it, for debugging only, it's one of
          the following (json-string):
            "eio": reason EIO
        <TAB>"eperm": reason EPERM
        <TAB>"enospc": reason ENOSPC
            "eother": any other reason (other than EIO, EPERM, ENOSPC)
        - "__com.vendor_debug_info": for debugging only, programs should not take any
          information from this member (json-object):
        <TAB>- "errno": errno value (json-int)
            - "message": text as the strerror() has it (json-string)

        Example:

        { "event": "THING_BROKE",
            "data": { "thing": "front",
        <TAB>      "way": "out",
                      "act": "halt",
                      "__com.vendor_reason": "eio",
                      "__com.vendor_debug_info": { "message": "x{y", "errno": 28 } }
            "timestamp": { "seconds": 1265044230, "microseconds": 450486 } }

        Note: If act is "halt", a STOP event will eventually follow the
        THING_BROKE event.

        STOP
        ----

        Data: None.
        """;

    private static readonly string Vendor = VendorLines.Replace("<TAB>", "\t", StringComparison.Ordinal);

    private const string Shape =
        "THING_BROKE(thing: string, way: [in|out], act: [ignore|halt], __com.vendor_reason: "
        + "[eio|eperm|enospc|eother], "
        + "__com.vendor_debug_info: {errno: int, message: string})\nSTOP()";

    [Fact]
    public void A_section_with_a_vendor_s_members()
    {
        var schema = Reading.Schema(Vendor);

        Assert.Equal(Shape, Shapes.Of(schema));
        Assert.Equal(["STOP"], schema.Events[0].FollowedBy);
        Assert.Equal(["QMP0120"], Reading.Compile(Vendor).Diagnostics.Select(d => d.Descriptor.Id));
    }

    [Fact]
    public void The_same_without_layout() =>
        Assert.Equal(
            Shape, Shapes.Of(Reading.Schema(string.Join('\n', Vendor.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)))));

    [Fact]
    public void A_job_whose_type_is_explained_over_lines()
    {
        const string body = """
            Data:

            - "type":     Job type (json-string; "pull" for pulling
                          "push" for pushing)
            - "device":   Job identifier, or the name of the thing; other
                          values are allowed since 2.7 (json-string)
            - "len":      Maximum progress value (json-int)
            - "offset":   Current progress value (json-int)
                          On success this is equal to len.
                          On failure this is less than len.
            - "speed":    Rate limit, units per second (json-int)
            - "error":    Error message (json-string, optional)
                          Only present on failure.  This field contains a human-readable
                          error message.  There are no semantics.

            Example:

            { "event": "THING",
                 "data": { "type": "pull", "device": "front",
                           "len": 10737418240, "offset": 10737418240,
                           "speed": 0 },
                 "timestamp": { "seconds": 1267061043, "microseconds": 959568 } }
            """;

        Assert.Equal("type: [pull|push], device: string, len: int, offset: int, speed: int, error?: string", Reading.Data(body));
        Assert.Empty(Reading.Said(body));
    }

    [Fact]
    public void A_broken_image_whose_types_stand_anywhere()
    {
        const string body = """
            Data:

            - "device":    Device name (json-string)
            - "node-name": Node name (json-string, optional)
            - "msg":       Informative message (e.g., reason for the corruption)
                           (json-string)
            - "offset":    If the corruption resulted from an access, this is the access
                           offset into the image (json-int)
            - "size":      If the corruption resulted from an access, this is the access
                           size (json-int, optional)
            - "fatal":     If set, the image is marked corrupt and therefore unusable after this
                           event and must be repaired (Since 2.2; before, every such
                           event was fatal)

            Example:

            { "event": "THING",
                 "data": { "device": "ide0-hd0", "node-name": "node0",
                           "msg": "Prevented active L1 table overwrite", "offset": 196608,
                           "size": 65536, "fatal": true } }
            """;

        Assert.Equal("device: string, node-name?: string, msg: string, offset: int, size?: int, fatal: bool", Reading.Data(body));
        Assert.Equal(["QMP0113"], Reading.Said(body));
    }
}
