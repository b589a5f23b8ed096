using System.Text.RegularExpressions;

namespace QmpGen.Generator.Qapi;

/// <summary>
/// Checks conditions. Since QEMU 6.2 a condition is a symbol or an object of <c>all</c>, <c>any</c> or <c>not</c>; before,
/// it was an expression in C, or an array of them.
/// </summary>
internal sealed class ConditionReader(QapiRules rules, Action<QapiValue, string, string> mismatch)
{
    private static readonly Regex Symbol = new(@"\A[A-Z][A-Z0-9_]*\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a definition has a condition in C anywhere.</summary>
    public static bool HasExpressionInC(QapiValue value) => value switch
    {
        QapiObject all => all.Properties.Any(p => p.Name == "if" ? Strings(p.Value).Any(IsInC) : HasExpressionInC(p.Value)),
        QapiArray items => items.Items.Any(HasExpressionInC),
        _ => false,
    };

    public void Check(QapiObject owner)
    {
        if (owner.Find("if") is { } condition)
        {
            Check(condition.Value);
        }
    }

    private void Check(QapiValue condition)
    {
        switch (condition)
        {
            case QapiString { Text: var text } when Symbol.IsMatch(text) || (rules.Age.IsBefore62 && text.Trim().Length > 0):
                return;
            case QapiArray { Items.IsEmpty: false } all when rules.Age.IsBefore62:
                CheckAll(all);
                return;
            case QapiObject { Properties.Length: 1 } operation when IsOperation(operation.Properties[0]):
                return;
            default:
                mismatch(
                    condition,
                    "The condition",
                    "a symbol in capitals such as 'CONFIG_TPM', or an object with one of 'all', 'any' and 'not'");
                return;
        }
    }

    /// <summary>Whether a condition is one of the three operations; what these are applied to is checked as well.</summary>
    private bool IsOperation(QapiProperty property)
    {
        switch (property)
        {
            case { Name: "all" or "any", Value: QapiArray { Items.IsEmpty: false } operands }:
                CheckAll(operands);
                return true;
            case { Name: "not" }:
                Check(property.Value);
                return true;
            default:
                return false;
        }
    }

    private void CheckAll(QapiArray conditions)
    {
        foreach (var item in conditions.Items)
        {
            Check(item);
        }
    }

    private static IEnumerable<string> Strings(QapiValue condition) => condition switch
    {
        QapiString text => [text.Text],
        QapiArray all => all.Items.OfType<QapiString>().Select(s => s.Text),
        _ => [],
    };

    private static bool IsInC(string condition) => condition.IndexOf("defined(", StringComparison.Ordinal) >= 0;
}
