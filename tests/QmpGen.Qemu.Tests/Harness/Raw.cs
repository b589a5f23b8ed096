using System.Text.Json;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>What QEMU sent, as it sent it, whatever the spec knows of it.</summary>
internal static class Raw
{
    public static JsonElement Of(QmpEvent e) => JsonElement.Parse(e.RawJson.Span);

    public static JsonElement DataOf(QmpEvent e) => Of(e).GetProperty("data");
}
