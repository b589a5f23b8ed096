using System.Text.Json;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>What QEMU sent, as it sent it: with the members that the document of 2010 does not have.</summary>
internal static class Raw
{
    public static JsonElement Of(QmpEvent e) => JsonElement.Parse(e.RawJson.Span);

    public static JsonElement DataOf(QmpEvent e) => Of(e).GetProperty("data");

    public static void AssertData(string expected, QmpEvent e)
    {
        var found = DataOf(e);
        Assert.True(
            JsonElement.DeepEquals(JsonElement.Parse(expected), found),
            $"The data of {e.EventName} was expected to be {expected}, but is {found}.");
    }
}
