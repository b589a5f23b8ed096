using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>What was compiled against what a running QEMU says of itself.</summary>
public sealed class QemuSchemaTests
{
    private const string Qemu = "/usr/bin/qemu-system-x86_64";

    [Fact]
    public async Task QEMU_7_2_sends_exactly_what_its_schema_says()
    {
        await using var client = await StartAsync("7.2");

        Assert.Empty(await client.CheckSchemaAsync(QapiSpecRun.Qemu72.Compiled().Schema(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_the_text_of_2010_does_not_know_is_listed()
    {
        await using var client = await StartAsync("7.2");
        var text = SpecRun.Of(Repository.Spec).Compiled().Schema();

        var differences = await client.CheckSchemaAsync(text, TestContext.Current.CancellationToken);

        Assert.Contains(differences, d => d is { Path: "GUEST_PANICKED", Impact: QmpSchemaImpact.New });
        Assert.Contains(differences, d => d is { Path: "RTC_CHANGE.qom-path", Impact: QmpSchemaImpact.New });
        Assert.DoesNotContain(differences, d => d.Path == "STOP");
    }

    /// <summary>A QEMU that runs nothing, and ends with the client.</summary>
    private static async Task<QmpClient> StartAsync(string version)
    {
        Assert.SkipUnless(File.Exists(Qemu), $"{Qemu} is not installed");
        var start = new System.Diagnostics.ProcessStartInfo(Qemu)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-nodefaults", "-machine", "none", "-display", "none", "-qmp", "stdio" },
        };
        var process = System.Diagnostics.Process.Start(start)!;
        var client = await QmpClient.ConnectAsync(new ProcessStream(process), cancellationToken: TestContext.Current.CancellationToken);
        var found = $"{client.Version?.Major}.{client.Version?.Minor}";
        if (found != version)
        {
            await client.DisposeAsync();
            Assert.Skip($"the QEMU at hand is {found}, not {version}");
        }

        return client;
    }
}
