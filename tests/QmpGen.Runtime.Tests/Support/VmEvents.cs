using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen.Tests;

/// <summary>
/// The events of <c>vm-events.txt</c>, read by generated code as users read theirs, and one more that makes its reader fail.
/// </summary>
internal static class VmEvents
{
    public static QmpEventReader Reader { get; } = new FaultyReader();

    private sealed class FaultyReader : QmpEventReader
    {
        public override IReadOnlyList<QmpEventInfo> Events { get; } =
            [.. QmpEvents.Reader.Events, new QmpEventInfo("FAULTY", typeof(FaultyEvent))];

        protected override QmpEvent? ReadData(ReadOnlySpan<byte> name, ref Utf8JsonReader data, QmpTimestamp timestamp) =>
            IsFaulty(name)
                ? throw new InvalidOperationException("This reader has a bug.")
                : QmpEvents.Reader.ReadAnyData(name, ref data, timestamp);

        protected override QmpEvent? ReadLayout(QmpLayoutReader message, ReadOnlySpan<byte> name, QmpTimestamp timestamp) =>
            IsFaulty(name)
                ? throw new InvalidOperationException("This reader has a bug.")
                : QmpEvents.Reader.ReadAnyLayout(message, name, timestamp);

        private static bool IsFaulty(ReadOnlySpan<byte> name) => name.SequenceEqual("FAULTY"u8);
    }
}

internal sealed record FaultyEvent : QmpEvent
{
    public override string EventName => "FAULTY";
}
