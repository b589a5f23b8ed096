using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Commands;

/// <summary>What a real QEMU says of itself becomes a spec.</summary>
public sealed class ExportedSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_file_is_the_same_each_time_and_differs_in_nothing_from_its_QEMU()
    {
        var socket = _folder.File("m");
        await using var qemu = await Qemu.StartAsync(_folder, "-qmp", $"unix:{socket},server=on,wait=off");

        var first = await InProcess.RunAsync("--export-schema", socket, _folder.File("1.json"));
        var second = await InProcess.RunAsync("--export-schema", socket, _folder.File("2.json"));
        var drift = await InProcess.RunAsync("--drift", socket, "--spec", _folder.File("1.json"));
        var compared = await InProcess.RunAsync("--compare", _folder.File("1.json"), _folder.File("2.json"));

        Assert.True((first.ExitCode, second.ExitCode) == (0, 0), first.ToString());
        Assert.Contains("what QEMU ", Assert.Single(first.Messages), StringComparison.Ordinal);
        Assert.Equal(await TextAsync("1.json"), await TextAsync("2.json"));
        Assert.True(drift.ExitCode == 0, drift.ToString());
        Assert.Empty(drift.Output);
        Assert.Empty(compared.Output);
    }

    [Fact]
    public async Task The_file_of_the_repository_is_what_this_QEMU_says()
    {
        var socket = _folder.File("m");
        await using var qemu = await Qemu.StartAsync(
            _folder, "-machine", "none", "-nodefaults", "-qmp", $"unix:{socket},server=on,wait=off");
        await InProcess.RunAsync("--export-schema", socket, _folder.File("now.json"));
        var now = await TextAsync("now.json");

        // Another package of QEMU may say something else; the files say which they are from.
        var kept = Directory.GetFiles(Path.Combine(Repository.Root, "spec"), "qemu-*.json").Select(File.ReadAllText).ToList();
        var same = kept.FirstOrDefault(k => Head(k) == Head(now));
        Assert.SkipWhen(same is null, $"Needs QEMU of a package that a file in spec/ is from; this one is {Head(now)}.");

        Assert.Equal(same, now);
    }

    [Theory]
    [InlineData("unix:/nowhere/m.sock", "q.json", 1, "the socket does not exist")]
    [InlineData("/run/vms/*.sock", "q.json", 2, "--export-schema needs the address of one QEMU, and a file.")]
    public async Task A_failure_is_one_line(string address, string file, int exitCode, string message)
    {
        var outcome = await InProcess.RunAsync("--export-schema", address, _folder.File(file));

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(outcome.Messages, m => m.Contains(message, StringComparison.Ordinal));
        Assert.False(File.Exists(_folder.File(file)));
    }

    public void Dispose() => _folder.Dispose();

    private static string Head(string file) => string.Join(' ', file.Split('\n').Skip(1).Take(2));

    private Task<string> TextAsync(string name) => File.ReadAllTextAsync(_folder.File(name), TestContext.Current.CancellationToken);
}
