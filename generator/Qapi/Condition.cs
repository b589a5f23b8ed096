namespace QmpGen.Generator.Qapi;

/// <summary>Spells out a build condition, the value of <c>if</c>, for a reader.</summary>
internal static class Condition
{
    /// <summary>The condition of a definition, member or value, such as <c>CONFIG_TCG and not TARGET_S390X</c>; null without one.</summary>
    public static string? Of(QapiObject value) => value.Find("if") is { } condition ? Text(condition.Value) : null;

    private static string Text(QapiValue condition) => condition switch
    {
        QapiString symbol => symbol.Text.Trim(),
        QapiArray all => Join(" and ", all),
        QapiObject { Properties.Length: 1 } operation => Text(operation.Properties[0]),
        _ => string.Empty,
    };

    private static string Text(QapiProperty operation) => operation switch
    {
        { Name: "all", Value: QapiArray operands } => Join(" and ", operands),
        { Name: "any", Value: QapiArray operands } => Join(" or ", operands),
        _ => $"not {Operand(operation.Value)}",
    };

    private static string Join(string word, QapiArray operands) =>
        operands.Items.Length == 1 ? Text(operands.Items[0]) : string.Join(word, operands.Items.Select(Operand));

    private static string Operand(QapiValue condition)
    {
        var text = Text(condition);
        return condition is QapiString || text.IndexOf(' ') < 0 || text.StartsWith("not ", StringComparison.Ordinal) ? text : $"({text})";
    }
}
