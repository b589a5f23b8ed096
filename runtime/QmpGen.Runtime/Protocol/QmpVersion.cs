using System.Globalization;
using System.Text.Json;

namespace QmpGen;

/// <summary>The server's version, from its greeting (QMP specification, "Server Greeting").</summary>
/// <param name="Major">The major version; 0 if <paramref name="Text"/> does not start with three numbers.</param>
/// <param name="Minor">The minor version.</param>
/// <param name="Micro">The micro version.</param>
/// <param name="Package">The distributor's addition, such as <c>Debian 1:7.2+dfsg-7</c>; often empty.</param>
/// <param name="Text">The version as text: the three numbers separated by dots, or the string that a QEMU before August 2010 sends.</param>
public sealed record QmpVersion(int Major, int Minor, int Micro, string Package, string Text)
{
    /// <inheritdoc/>
    public override string ToString() =>
        ForeignText.OnOneLine(Package.Length == 0 ? Text : $"{Text} ({Package.Trim()})");

    /// <summary>Reads the greeting's <c>version</c>; whatever is not understood is left out, since nothing depends on it.</summary>
    internal static QmpVersion? Read(JsonElement version)
    {
        if (version.ValueKind != JsonValueKind.Object || !version.TryGetProperty("qemu"u8, out var qemu))
        {
            return null;
        }

        var package = version.TryGetProperty("package"u8, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : string.Empty;
        return qemu.ValueKind switch
        {
            JsonValueKind.Object => FromNumbers(Number(qemu, "major"u8), Number(qemu, "minor"u8), Number(qemu, "micro"u8), package),
            JsonValueKind.String => FromText(qemu.GetString()!, package),
            _ => null,
        };
    }

    private static QmpVersion FromNumbers(int major, int minor, int micro, string package) =>
        new(major, minor, micro, package, string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{micro}"));

    private static QmpVersion FromText(string text, string package)
    {
        var parts = text.Split('.');
        var numbers = new int[3];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i >= parts.Length || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return new QmpVersion(0, 0, 0, package, text);
            }
        }

        return new QmpVersion(numbers[0], numbers[1], numbers[2], package, text);
    }

    private static int Number(JsonElement qemu, ReadOnlySpan<byte> name) =>
        qemu.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : 0;
}
