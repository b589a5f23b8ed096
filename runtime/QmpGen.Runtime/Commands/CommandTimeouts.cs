namespace QmpGen;

/// <summary>How long typed commands may take by default.</summary>
internal static class CommandTimeouts
{
    private static readonly TimeSpan Query = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Ordinary = TimeSpan.FromMinutes(5);

    // What copies memory or disks before it replies, or waits for a guest or a network.
    private static readonly string[] Unlimited =
    [
        "backup", "blockdev-create", "blockdev-mirror", "blockdev-snapshot", "dump", "drive-mirror", "fsfreeze", "fstrim",
        "guest-exec", "guest-shutdown", "guest-suspend", "human-monitor-command", "memsave", "migrate", "savevm", "snapshot",
        "transaction", "xen-",
    ];

    /// <summary>The limit of a command: a minute for questions, five for most others, none for what is known to take long.</summary>
    public static TimeSpan Of(string command) =>
        command.StartsWith("query-", StringComparison.Ordinal) ? Query
        : Unlimited.Any(u => command.Contains(u, StringComparison.Ordinal)) ? Timeout.InfiniteTimeSpan
        : Ordinary;
}
