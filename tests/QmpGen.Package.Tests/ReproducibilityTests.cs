using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>Whoever packs the same sources gets the same package.</summary>
public sealed class ReproducibilityTests(PackedPackage package)
{
    private static readonly string[] BuildFolders = ["bin", "obj"];

    [Fact]
    public async Task Same_sources_in_two_folders_give_the_same_bytes()
    {
        var here = await PackCopyAsync("here");
        var elsewhere = await PackCopyAsync("somewhere-else");

        Assert.Equal(Repository.PackedProjects.Count, here.Count);
        Assert.Equal(here.Select(p => p.Name), elsewhere.Select(p => p.Name));
        Assert.All(
            here.Zip(elsewhere),
            pair => Assert.True(pair.First.Bytes.AsSpan().SequenceEqual(pair.Second.Bytes), $"the two packages {pair.First.Name} differ"));
    }

    private async Task<List<(string Name, byte[] Bytes)>> PackCopyAsync(string folder)
    {
        var sources = package.CreateConsumer().Path(folder);
        CopySources(sources);
        foreach (var project in Repository.PackedProjects)
        {
            (await package.Dotnet.MakeAsync("pack", Path.Combine(sources, Path.GetRelativePath(Repository.Root, project)))).Succeeded();
        }

        return
        [
            .. Directory
                .GetFiles(Path.Combine(sources, "artifacts", "packages"))
                .Order(StringComparer.Ordinal)
                .Select(p => (Path.GetFileName(p), File.ReadAllBytes(p))),
        ];
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
