using System.Text.Json;
using QmpGen;

namespace QmpWatch.Watching;

/// <summary>What an event changes about whether a machine runs.</summary>
internal enum RunChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>QEMU stopped the guest.</summary>
    Stopped,

    /// <summary>The guest runs again.</summary>
    Resumed,

    /// <summary>The guest suspended itself.</summary>
    Suspended,

    /// <summary>The machine starts from the beginning, and runs if it was running.</summary>
    Reset,

    /// <summary>The machine ended. With -no-shutdown, QEMU stays and a reset starts the machine again.</summary>
    ShutDown,

    /// <summary>The guest's kernel panicked.</summary>
    Panicked,

    /// <summary>The guest's kernel panicked and the guest started another one, which saves what is left.</summary>
    CrashLoaded,

    /// <summary>The machine moves to another host; a member says how far it is.</summary>
    Migrating,
}

/// <summary>Tells the change by the event's name, whether or not a spec has the event.</summary>
internal static class RunChanges
{
    /// <summary>What an event changes.</summary>
    public static RunChange Of(string eventName) => eventName switch
    {
        "STOP" => RunChange.Stopped,
        "RESUME" or "WAKEUP" => RunChange.Resumed,
        "SUSPEND" or "SUSPEND_DISK" => RunChange.Suspended,
        "RESET" => RunChange.Reset,
        "SHUTDOWN" => RunChange.ShutDown,
        "GUEST_PANICKED" => RunChange.Panicked,
        "GUEST_CRASHLOADED" => RunChange.CrashLoaded,
        "MIGRATION" => RunChange.Migrating,
        _ => RunChange.None,
    };

    /// <summary>How far a migration is, in QEMU's word such as <c>active</c> or <c>failed</c>; empty for another event.</summary>
    public static string MigrationStatus(QmpEvent e)
    {
        using var message = EventText.Parse(e);
        return message is not null
            && message.RootElement.TryGetProperty("data"u8, out var data)
            && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("status"u8, out var status)
            && status.ValueKind == JsonValueKind.String
            ? status.GetString()!
            : string.Empty;
    }
}
