namespace QmpWatch.Watching;

/// <summary>What an event is about; each family has a colour and a row.</summary>
internal enum KindFamily
{
    /// <summary>The machine runs, pauses, restarts or ends.</summary>
    Run,

    /// <summary>Something went wrong.</summary>
    Trouble,

    /// <summary>Disks and jobs on them.</summary>
    Storage,

    /// <summary>People at the screen.</summary>
    Display,

    /// <summary>The machine moves to another host, or is copied.</summary>
    Migration,

    /// <summary>Everything else.</summary>
    Other,

    /// <summary>What the client asked for.</summary>
    Command,

    /// <summary>The connection itself.</summary>
    Link,
}

/// <summary>Tells an event's family by the words of its name, so that events of later versions find theirs too.</summary>
internal static class KindFamilies
{
    private static readonly HashSet<string> Run = ["STOP", "RESUME", "RESET", "SHUTDOWN", "POWERDOWN", "SUSPEND", "WAKEUP"];
    private static readonly HashSet<string> Trouble =
    [
        "ERROR",
        "FAILURE",
        "FAILED",
        "BAD",
        "PANICKED",
        "CRASHLOADED",
        "CORRUPTED",
        "WATCHDOG",
    ];
    private static readonly HashSet<string> Storage = ["BLOCK", "JOB", "QUORUM", "DUMP", "TRAY"];
    private static readonly HashSet<string> Display = ["VNC", "SPICE", "DBUS"];
    private static readonly HashSet<string> Migration = ["MIGRATION", "MIGRATE", "COLO", "FAILOVER", "UNPLUG", "SNAPSHOT"];

    /// <summary>The family of an event.</summary>
    public static KindFamily Of(string eventName)
    {
        var words = eventName.Split('_');
        return words.Any(Trouble.Contains) ? KindFamily.Trouble
            : Run.Contains(words[0]) ? KindFamily.Run
            : words.Any(Storage.Contains) ? KindFamily.Storage
            : words.Any(Display.Contains) ? KindFamily.Display
            : words.Any(Migration.Contains) ? KindFamily.Migration
            : KindFamily.Other;
    }
}
