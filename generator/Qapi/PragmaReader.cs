using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Checks the form of a pragma; what it says is about rules of style that are not checked here.</summary>
internal static class PragmaReader
{
    private const string Switch = "doc-required";

    private static readonly string[] Lists =
    [
        "command-name-exceptions", "command-returns-exceptions", "documentation-exceptions", "member-name-exceptions",

        // What the first two and the last were called before QEMU 6.0.
        "name-case-whitelist", "returns-whitelist",
    ];

    public static void Check(QapiExpression expression, QapiProperty pragma)
    {
        if (expression.Value.Properties.Length > 1)
        {
            Report(pragma.Span, "The directive 'pragma'", "no other key", "more");
        }

        if (pragma.Value is not QapiObject settings)
        {
            Report(pragma.Value.Span, "The directive 'pragma'", "an object", pragma.Value.Describe());
            return;
        }

        foreach (var setting in settings.Properties)
        {
            if (setting.Name != Switch && !Lists.Contains(setting.Name))
            {
                var known = string.Join(", ", Lists.Prepend(Switch).Select(n => $"'{n}'"));
                expression.At(setting.Span).Report(Descriptors.QapiUnknownKey, "The directive 'pragma'", setting.Name, known);
            }
            else if (setting.Name == Switch ? setting.Value is not QapiBoolean : !IsListOfStrings(setting.Value))
            {
                Report(
                    setting.Value.Span,
                    $"The pragma '{setting.Name}'",
                    setting.Name == Switch ? "true or false" : "an array of strings",
                    setting.Value.Describe());
            }
        }

        void Report(TextSpan span, string subject, string expected, string found) =>
            expression.At(span).Report(Descriptors.QapiStructure, subject, expected, found);
    }

    private static bool IsListOfStrings(QapiValue value) => value is QapiArray array && array.Items.All(i => i is QapiString);
}
