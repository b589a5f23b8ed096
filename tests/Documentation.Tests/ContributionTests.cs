namespace Documentation.Tests;

/// <summary>Whoever reports or changes something is asked for what it takes to understand it, and the gate sees every change.</summary>
public sealed class ContributionTests
{
    [Theory]
    [InlineData(".github/ISSUE_TEMPLATE/bug.yml")]
    [InlineData(".github/pull_request_template.md")]
    public void The_spec_the_QEMU_version_and_a_wire_line_are_asked_for(string form)
    {
        var text = Repository.Read(form);

        Assert.All(["Spec", "QEMU version", "line from the wire"], part => Assert.Contains(part, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_push_and_pull_request_runs_the_gate_with_the_SDK_of_global_json()
    {
        var workflow = Repository.Read(".github/workflows/gate.yml");

        Assert.All(
            ["\n  push:\n", "\n  pull_request:\n", "run: .ci/run\n", "global-json-file: global.json\n"],
            part => Assert.Contains(part, workflow, StringComparison.Ordinal));
    }
}
