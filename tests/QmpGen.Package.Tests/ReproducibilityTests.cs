using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>Whoever packs the same sources gets the same package.</summary>
public sealed class ReproducibilityTests(PackedPackage package)
{
    private static readonly string[] BuildFolders = ["bin", "obj"];

    [Fact]
    public async Task Same_sources_in_two_folders_give_the_same_bytes()
    {
        var packages = new List<byte[]>();
        foreach (var name in new[] { "here", "somewhere-else" })
        {
            var sources = package.CreateConsumer().Path(name);
            CopySources(sources);
            var pack = await package.Dotnet.MakeAsync("pack", Path.Combine(sources, "runtime", "QmpGen.Runtime"));
            pack.Succeeded();
            var packed = Assert.Single(Directory.GetFiles(Path.Combine(sources, "artifacts", "packages")));
            packages.Add(await File.ReadAllBytesAsync(packed, TestContext.Current.CancellationToken));
        }

        Assert.True(packages[0].AsSpan().SequenceEqual(packages[1]), "the two packages differ");
    }

    private static void CopySources(string target)
    {
        // In a worktree, .git is a file, which would make the copies part of the checkout.
        var sources = new DirectoryInfo(Repository.Root).EnumerateFiles().Where(f => f.Name != ".git")
            .Concat(Below("generator"))
            .Concat(Below("runtime"));
        foreach (var file in sources)
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Repository.Root, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }
    }

    private static IEnumerable<FileInfo> Below(string folder) =>
        new DirectoryInfo(Path.Combine(Repository.Root, folder))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(Repository.Root, f.FullName).Split(Path.DirectorySeparatorChar).Any(BuildFolders.Contains));
}
