namespace QmpGen.Generator.Qapi;

/// <summary>
/// How old the language of a schema is. No schema says so, and some rules have changed, but each version shows itself by
/// what others do not have. Where nothing shows, the rules are those that the published schemas of all versions keep.
/// </summary>
/// <param name="IsBefore24">Whether it defines structs by the key <c>type</c>, as was done before QEMU 2.4.</param>
/// <param name="IsBefore29">Whether it is older than pragmas, so that its exceptions to the rules stand nowhere.</param>
/// <param name="IsBefore60">Whether it is older than the naming rules of events, commands and types.</param>
/// <param name="IsBefore62">Whether it has unions without a discriminator, or conditions written in C.</param>
/// <param name="IsSince60">Whether it lists exceptions as is done since QEMU 6.0, so that it keeps that version's naming rules.</param>
internal readonly record struct SchemaAge(bool IsBefore24, bool IsBefore29, bool IsBefore60, bool IsBefore62, bool IsSince60)
{
    public static SchemaAge Of(IReadOnlyList<QapiExpression> expressions, QapiPragmas pragmas)
    {
        var isBefore24 = expressions.Any(e => e.Value.Find("type") is not null);
        var isBefore62 = isBefore24 || expressions.Any(e => IsSimpleUnion(e.Value) || ConditionReader.HasExpressionInC(e.Value));
        var isSince60 = !isBefore24 && pragmas.HasExceptions;
        return new SchemaAge(
            isBefore24,
            isBefore24 || (isBefore62 && !pragmas.IsAny),
            isBefore24 || (!isSince60 && (isBefore62 || pragmas.HasWhitelist)),
            isBefore62,
            isSince60);
    }

    private static bool IsSimpleUnion(QapiObject value) =>
        value.Find("union") is not null && value.Find("base") is null && value.Find("discriminator") is null;
}
