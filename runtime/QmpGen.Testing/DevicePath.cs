namespace QmpGen.Testing;

/// <summary>
/// Tells by its path what is no file to replace or to protect: a device, such as <c>/dev/null</c>, which other programs use too. What
/// is in the shared memory is a file like any other.
/// </summary>
internal static class DevicePath
{
    /// <param name="path">A whole path without links.</param>
    public static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
