using System.Reflection;

namespace QmpGen.Generator.Diagnostics;

/// <summary>The page that explains the diagnostics. The build knows its address, or there is none.</summary>
internal static class HelpPage
{
    private static readonly string? Address = typeof(HelpPage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "DiagnosticsPage")?.Value;

    /// <summary>The link to the paragraph about a diagnostic; null if the page has no address.</summary>
    public static string? LinkTo(string id) => LinkTo(id, Address);

    /// <summary>The link to the paragraph about a diagnostic on the page at an address.</summary>
    public static string? LinkTo(string id, string? address) => string.IsNullOrEmpty(address) ? null : $"{address}#{id.ToLowerInvariant()}";
}
