using QmpGen.Tests.Shared;

namespace QmpWatch.Tests.Support;

/// <summary>Where the repository's own files are.</summary>
internal static class Repository
{
    public static string Root => Fixtures.Root;

    /// <summary>The document of 2010.</summary>
    public static string Spec => Fixtures.Document;
}
