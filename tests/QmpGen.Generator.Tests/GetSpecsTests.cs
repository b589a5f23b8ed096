using System.Diagnostics;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>The script that puts QEMU's published texts and schemas in place, over a small repository that looks like QEMU's.</summary>
public sealed class GetSpecsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("specs-").FullName;

    public GetSpecsTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "checkout", "tests"));
        File.Copy(Path.Combine(Repository.Root, "tests", "get-specs"), Script);
    }

    private string Script => Path.Combine(_folder, "checkout", "tests", "get-specs");

    private string Source => Path.Combine(_folder, "qemu.git");

    [Fact]
    public void Each_release_gives_its_text_and_its_schema()
    {
        Git("init", "--quiet", Source);
        Release("v0.12.0", ("QMP/qmp-events.txt", "one\n"));
        Release("v0.13.0", ("Makefile", "all:\n"));
        Release("v1.7.0", ("QMP/qmp-events.txt", null), ("docs/qmp/qmp-events.txt", "two\n"));
        Release(
            "v2.1.0",
            ("qapi-schema.json", "{ 'include': 'qapi/event.json' }\n"),
            ("qapi/event.json", "{ 'event': 'STOP' }\n"),
            ("qga/qapi-schema.json", "{}\n"));
        Release("v2.9.0-rc1", ("docs/qmp/qmp-events.txt", null));
        Release("v2.9.1", ("qapi/event.json", "{ 'event': 'UPDATE' }\n"));
        Release(
            "v10.0.0",
            ("qapi-schema.json", null),
            ("qapi/qapi-schema.json", "{ 'include': 'event.json' }\n"),
            ("tests/qapi-schema/bad.json", "{\n"));

        var (exitCode, output) = Run(Source);

        Assert.True(exitCode == 0, output);
        Assert.Equal("get-specs: 2 texts and 2 schemas new in artifacts/specs, of 5 releases\n", output);
        Assert.Equal(
            [
                "corpus/qmp-events-v0.12.0.txt=one", "corpus/qmp-events-v1.7.0.txt=two",
                "v10.0.0/VERSION=10.0.0",
                "v10.0.0/qapi/event.json={ 'event': 'UPDATE' }",
                "v10.0.0/qapi/qapi-schema.json={ 'include': 'event.json' }",
                "v10.0.0/qga/qapi-schema.json={}",
                "v2.1.0/VERSION=2.1.0",
                "v2.1.0/qapi-schema.json={ 'include': 'qapi/event.json' }",
                "v2.1.0/qapi/event.json={ 'event': 'STOP' }",
                "v2.1.0/qga/qapi-schema.json={}",
            ],
            Placed());
        Assert.Equal((0, "get-specs: 0 texts and 0 schemas new in artifacts/specs, of 5 releases\n"), Run(Source));
        Assert.Equal((0, "get-specs: 0 texts and 1 schemas new in artifacts/specs, of 1 releases\n"), Run(Source, "v2.9.1"));
    }

    [Fact]
    public void What_is_no_repository_or_has_no_releases_is_said()
    {
        Assert.Equal((1, $"get-specs: '{Source}' does not exist.\n"), Run(Source));
        Directory.CreateDirectory(Source);
        Assert.Equal((1, $"get-specs: '{Source}' is not a git repository.\n"), Run(Source));
        Git("init", "--quiet", Source);
        var (exitCode, output) = Run(Source);
        Assert.Equal(1, exitCode);
        Assert.Contains("has no tags of releases, such as v1.5.0", output, StringComparison.Ordinal);
        Assert.Equal((1, $"get-specs: '{Source}' has no tag 'v9.9.9'.\n"), Run(Source, "v9.9.9"));
        Assert.Equal(2, Run().ExitCode);
        Assert.Empty(Placed());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Commits files, or their removal, under a tag.</summary>
    private void Release(string tag, params (string Path, string? Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(Source, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (text is null)
            {
                File.Delete(path);
            }
            else
            {
                File.WriteAllText(path, text);
            }
        }

        Git("-C", Source, "add", "--all");
        string[] author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        Git(["-C", Source, .. author, "commit", "--quiet", "-m", tag]);
        Git("-C", Source, "tag", tag);
    }

    private string[] Placed()
    {
        var specs = Path.Combine(_folder, "checkout", "artifacts", "specs");
        return !Directory.Exists(specs) ? [] :
        [
            .. Directory.GetFiles(specs, "*", SearchOption.AllDirectories)
                .Select(f => $"{Path.GetRelativePath(specs, f)}={File.ReadAllText(f).TrimEnd()}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private (int ExitCode, string Output) Run(params string[] arguments) => Start("bash", [Script, .. arguments]);

    private static void Git(params string[] arguments)
    {
        var (exitCode, output) = Start("git", arguments);
        Assert.True(exitCode == 0, $"git {string.Join(' ', arguments)}: {output}");
    }

    /// <summary>Runs a program, and gives what it printed to either stream.</summary>
    private static (int ExitCode, string Output) Start(string program, string[] arguments)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program))),
            $"{program} is not on the PATH: install it.");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
