using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests;

/// <summary>A type of the project that has the name of a generated one is told where it stands.</summary>
public sealed class DeclaredTypeTests
{
    private const string Document =
        "WATCHDOG\n--------\n\nEmitted.\n\nData:\n\n- \"action\": what (json-string): \"reset\", \"none\"\n"
        + "- \"client\": who (json-object)\n  - \"host\": where (json-string)\n";

    [Theory]
    [InlineData("namespace Spec; public class WatchdogEvent { }", "WatchdogEvent", "'partial record'", "'class'")]
    [InlineData("namespace Spec { record WatchdogEvent(int A); }", "WatchdogEvent", "'partial record'", "'record'")]
    [InlineData("namespace Spec; public enum WatchdogAction { }", "WatchdogAction", "'partial struct'", "'enum'")]
    [InlineData("namespace Spec; partial class WatchdogClient { }", "WatchdogClient", "'partial record'", "'partial class'")]
    [InlineData("namespace Spec; enum WatchdogActionKind { }", "WatchdogActionKind", "as 'enum'", "declares it as 'enum'")]
    [InlineData("namespace Spec; delegate void QmpEvents();", "QmpEvents", "'partial class'", "'delegate'")]
    public void Another_form_is_an_error_at_the_type(string source, string name, string generated, string declared)
    {
        var diagnostic = Assert.Single(Clashes(source));

        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(
            [$"'Spec.{name}'", generated, declared],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Equal(name, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("namespace Spec; public sealed partial record WatchdogEvent { public int More => 1; }")]
    [InlineData("namespace Spec; public readonly partial struct WatchdogAction { public int More => 1; }")]
    [InlineData("namespace Other; public class WatchdogEvent { }")]
    [InlineData("namespace Spec; public class WatchdogEvent<T> { }")]
    [InlineData("namespace Spec; public static class Mine { public class WatchdogEvent { } }")]
    public void Adding_to_a_type_and_other_types_are_no_clash(string source)
    {
        var run = SpecRun.Of([new SpecText("events.txt", Document)], source);

        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(
            run.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error);
    }

    private static IEnumerable<Diagnostic> Clashes(string source) =>
        SpecRun.Of([new SpecText("events.txt", Document)], source).Diagnostics.Where(d => d.Id == "QMP0015");
}
