using System.Text.Json;

namespace QmpGen.Qemu.Tests.Harness;

internal sealed partial class Machine
{
    static partial void CheckSetUp() => CompiledSchema.RequireNotNewer();

    /// <summary>The schema knows every event and all that is in it, unless the QEMU is newer.</summary>
    static partial void Check(QmpEvent taken)
    {
        if (CompiledSchema.IsOlder)
        {
            return;
        }

        Assert.IsNotType<UnknownEvent>(taken);
        var typed = taken.ToJson();
        Assert.True(
            JsonElement.DeepEquals(Raw.Of(taken), JsonElement.Parse(typed)),
            $"The types should have all of what was sent, but {Raw.Of(taken)} became {typed}.");
    }
}
