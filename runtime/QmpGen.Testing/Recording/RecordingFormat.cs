namespace QmpGen.Testing;

/// <summary>The words of the format, so that who writes and who reads mean the same.</summary>
internal static class RecordingFormat
{
    public const int Version = 1;

    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static readonly (string Word, QmpRecordedSide Side)[] Sides =
        [("qemu", QmpRecordedSide.Qemu), ("client", QmpRecordedSide.Client)];

    public static readonly (string Word, QmpRecordedStateKind State)[] States =
    [
        ("connected", QmpRecordedStateKind.Connected),
        ("disconnected", QmpRecordedStateKind.Disconnected),
        ("dropped", QmpRecordedStateKind.Dropped),
    ];

    public static string WordFor(QmpRecordedSide side) => Sides[(int)side].Word;

    public static string WordFor(QmpRecordedStateKind state) => States[(int)state].Word;
}
