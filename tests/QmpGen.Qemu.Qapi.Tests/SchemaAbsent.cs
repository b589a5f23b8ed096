namespace QmpGen.Qemu.Tests;

public sealed class SchemaAbsent
{
    [Fact]
    public void The_scenarios_run_over_the_types_of_the_schema_too() => Assert.Skip(
        "No schema of QEMU is here: on Debian run 'tests/get-qemu installed', elsewhere 'tests/get-specs PATH-TO-QEMU.git'; "
            + "then build again.");
}
