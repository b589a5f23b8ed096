namespace QmpGen.Qemu.Tests;

public sealed class SchemaAbsent
{
    [Fact]
    public void The_scenarios_run_over_the_types_of_the_schema_too() => Assert.Skip("QEMU 7.2's schema is not beside the checkout");
}
