namespace QmpWatch;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Watched to the end: every virtual machine shut down, the awaited event came, or the user pressed Ctrl-C.</summary>
    public const int Success = 0;

    /// <summary>A connection could not be made, or ended without notice.</summary>
    public const int Failure = 1;

    /// <summary>A wrong address or option, a spec or recording that cannot be read, or QEMU is not installed.</summary>
    public const int Usage = 2;

    /// <summary>A comparison found something that breaks a program.</summary>
    public const int Breaking = 3;

    /// <summary>The awaited event did not come.</summary>
    public const int NotSeen = 4;

    /// <summary>Nobody reads the output any more; what a shell reports of a program that such a pipe has ended.</summary>
    public const int ReaderGone = 141;
}
