namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Events by their names on the wire, to compare a whole course of events at a glance.</summary>
internal static class Names
{
    public static string[] Of(IEnumerable<QmpEvent> events) => [.. events.Select(static e => e.EventName)];
}
