using System.IO.Compression;
using System.Xml.Linq;

namespace QmpGen.Package.Tests.Support;

/// <summary>What a package says of itself.</summary>
internal static class Nuspec
{
    /// <summary>The elements of a name in the nuspec of a package file.</summary>
    public static IReadOnlyList<XElement> Elements(string package, string name)
    {
        using var zip = ZipFile.OpenRead(package);
        using var nuspec = zip.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(e => e.Name.LocalName == name)];
    }
}
