using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Commands;

/// <summary>What is written must not be what is read: a night's recording would be gone.</summary>
public sealed class WrittenFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("--play F --record F", "--record would overwrite the file of --play")]
    [InlineData("--play F --timeline F", "--timeline would overwrite the file of --play")]
    [InlineData("--record F --timeline F", "--timeline would overwrite the file of --record")]
    [InlineData("--reference F --spec F", "--reference would overwrite the file of --spec")]
    [InlineData("--play F --record ./x/../F", "--record would overwrite the file of --play")]
    [InlineData("--play F --record LINK", "--record would overwrite the file of --play")]
    public async Task Nothing_is_written_over_what_is_read(string arguments, string expected)
    {
        var file = _folder.Write("file", "precious");
        var link = _folder.File("link");
        File.CreateSymbolicLink(link, "file");

        var outcome = await InProcess.RunAsync([.. arguments.Split(' ').Select(Named)]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"qmpwatch: {expected} '", Assert.Single(outcome.Messages), StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        string Named(string argument) => argument switch
        {
            "F" => file,
            "./x/../F" => $"{_folder.Root}/x/../file",
            "LINK" => link,
            _ => argument,
        };
    }

    public void Dispose() => _folder.Dispose();
}
