using System.Text.Json;

namespace QmpGen.Qemu.Tests.Harness;

internal sealed partial class Machine
{
    /// <summary>The schema is that of this QEMU: it knows every event, and all that is in it.</summary>
    static partial void Check(QmpEvent taken)
    {
        Assert.IsNotType<UnknownEvent>(taken);
        var typed = taken.ToJson();
        Assert.True(
            JsonElement.DeepEquals(Raw.Of(taken), JsonElement.Parse(typed)),
            $"The types should have all of what was sent, but {Raw.Of(taken)} became {typed}.");
    }
}
