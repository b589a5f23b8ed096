using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document;

/// <summary>Whoever writes a text can mend it, and hears of it in a build; of a published one, editors tell.</summary>
public sealed class OwnTextTests
{
    private const string Contradiction =
        "Data:\n\n- \"fan\": its name (json-string)\n\nExample:\n\n{ \"event\": \"THING\", \"data\": { \"fan\": 1 } }";

    [Theory]
    [InlineData("", Contradiction, "QMP0123", DiagnosticSeverity.Warning)]
    [InlineData("My Fan Events\n=============\n\n", Contradiction, "QMP0123", DiagnosticSeverity.Warning)]
    [InlineData("   QEMU Monitor Protocol Events\n   ============================\n\n", Contradiction, "QMP0123", DiagnosticSeverity.Info)]
    [InlineData("QEMU Machine Protocol Events\n\n", Contradiction, "QMP0123", DiagnosticSeverity.Info)]
    [InlineData("", "Data:\n\n- \"fan\": its name", "QMP0115", DiagnosticSeverity.Warning)]
    [InlineData("QEMU Machine Protocol Events\n\n", "Data:\n\n- \"fan\": its name", "QMP0115", DiagnosticSeverity.Info)]
    [InlineData("", "Data:\n\n- \"fan_\": x (json-int)\n- \"fan\": x (json-int)", "QMP0125", DiagnosticSeverity.Info)]
    public void What_rests_on_a_guess_is_a_warning_for_its_author(string title, string body, string id, DiagnosticSeverity severity)
    {
        var diagnostic = Reading.Complaint(title + Reading.Section(body));

        Assert.Equal((id, severity), (diagnostic.Descriptor.Id, diagnostic.Severity));
        Assert.Equal(severity, diagnostic.ToDiagnostic().Severity);
    }
}
