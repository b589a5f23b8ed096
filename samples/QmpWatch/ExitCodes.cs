namespace QmpWatch;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Watched to the end: the virtual machine ended, or the user pressed Ctrl-C.</summary>
    public const int Success = 0;

    /// <summary>The connection could not be made, or broke.</summary>
    public const int Failure = 1;

    /// <summary>A wrong address or option, or QEMU is not installed.</summary>
    public const int Usage = 2;
}
