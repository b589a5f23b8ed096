namespace QmpGen.Package.Tests.Support;

/// <summary>What a monitor says, as the consumers print it back.</summary>
internal static class Messages
{
    private const string Timestamp = "\"timestamp\":{\"seconds\":3,\"microseconds\":4}";

    public static string BlockIoError(string action, string further = "") => Of(
        "BLOCK_IO_ERROR", $$"""{"device":"ide0","operation":"write","action":"{{action}}"{{further}}}""");

    public static string Of(string name, string data) => $$"""{{{Timestamp}},"event":"{{name}}","data":{{data}}}""";

    public static string Of(string name) => $$"""{{{Timestamp}},"event":"{{name}}"}""";
}
