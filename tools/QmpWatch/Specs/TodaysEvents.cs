namespace QmpWatch.Specs;

/// <summary>
/// The events that QEMU has today, by name. The document that the types come from has ten of them; a newer QEMU is watched all
/// the same.
/// </summary>
internal static class TodaysEvents
{
    // What a name says by itself has no words; its members follow it.
    private static readonly Dictionary<string, string> WordsByName = new(StringComparer.Ordinal)
    {
        ["ACPI_DEVICE_OST"] = "",
        ["BALLOON_CHANGE"] = "the guest's memory changed",
        ["BLOCK_EXPORT_DELETED"] = "",
        ["BLOCK_IMAGE_CORRUPTED"] = "a disk image is corrupt",
        ["BLOCK_IO_ERROR"] = "a disk failed",
        ["BLOCK_JOB_CANCELLED"] = "",
        ["BLOCK_JOB_COMPLETED"] = "",
        ["BLOCK_JOB_ERROR"] = "a block job failed",
        ["BLOCK_JOB_PENDING"] = "",
        ["BLOCK_JOB_READY"] = "",
        ["BLOCK_WRITE_THRESHOLD"] = "",
        ["COLO_EXIT"] = "",
        ["CPU_POLARIZATION_CHANGE"] = "",
        ["DEVICE_DELETED"] = "",
        ["DEVICE_TRAY_MOVED"] = "",
        ["DEVICE_UNPLUG_GUEST_ERROR"] = "the guest refused to release a device",
        ["DUMP_COMPLETED"] = "",
        ["FAILOVER_NEGOTIATED"] = "",
        ["GUEST_CRASHLOADED"] = "the guest panicked and started its crash kernel",
        ["GUEST_PANICKED"] = "the guest panicked",
        ["GUEST_PVSHUTDOWN"] = "the guest asked to be shut down",
        ["HV_BALLOON_STATUS_REPORT"] = "",
        ["JOB_STATUS_CHANGE"] = "",
        ["MEMORY_DEVICE_SIZE_CHANGE"] = "",
        ["MEMORY_FAILURE"] = "a memory error on the host",
        ["MEM_UNPLUG_ERROR"] = "the guest refused to release memory",
        ["MIGRATION"] = "",
        ["MIGRATION_PASS"] = "",
        ["NETDEV_STREAM_CONNECTED"] = "",
        ["NETDEV_STREAM_DISCONNECTED"] = "",
        ["NETDEV_VHOST_USER_CONNECTED"] = "",
        ["NETDEV_VHOST_USER_DISCONNECTED"] = "",
        ["NIC_RX_FILTER_CHANGED"] = "",
        ["POWERDOWN"] = "the guest was asked to power down",
        ["PR_MANAGER_STATUS_CHANGED"] = "",
        ["QUORUM_FAILURE"] = "",
        ["QUORUM_REPORT_BAD"] = "",
        ["RDMA_GID_STATUS_CHANGED"] = "",
        ["SCLP_CPI_INFO_AVAILABLE"] = "",
        ["SPICE_CONNECTED"] = "",
        ["SPICE_DISCONNECTED"] = "",
        ["SPICE_INITIALIZED"] = "",
        ["SPICE_MIGRATE_COMPLETED"] = "",
        ["SUSPEND"] = "the guest suspended to RAM",
        ["SUSPEND_DISK"] = "the guest suspended to disk",
        ["UNPLUG_PRIMARY"] = "",
        ["VFIO_MIGRATION"] = "",
        ["VFU_CLIENT_HANGUP"] = "",
        ["VSERPORT_CHANGE"] = "",
        ["WAKEUP"] = "the guest woke up",
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => WordsByName.Keys;

    /// <summary>What happened, in words; empty where the name and the members say it.</summary>
    public static string Words(string eventName) => WordsByName.GetValueOrDefault(eventName, string.Empty);
}
