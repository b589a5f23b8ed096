namespace QmpGen.Package.Tests.Support;

/// <summary>A small spec for consumers whose subject is the project, not the events.</summary>
internal static class LampSpec
{
    public const string Text = """
        LAMP_SWITCHED
        -------------

        Emitted when somebody switches the lamp.

        Data:

        - "room": where the lamp is (json-string)
        - "state": what it does now (json-string, "on" or "off")

        Example:

        { "event": "LAMP_SWITCHED",
            "data": { "room": "cellar", "state": "on" },
            "timestamp": { "seconds": 1290000000, "microseconds": 7 } }

        """;

    public const string Message =
        """{"timestamp":{"seconds":1,"microseconds":2},"event":"LAMP_SWITCHED","data":{"room":"attic","state":"off"}}""";
}
