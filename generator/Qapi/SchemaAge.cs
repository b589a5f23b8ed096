namespace QmpGen.Generator.Qapi;

/// <summary>
/// How old the language of a schema is. No schema says so, and some rules have changed; but an old schema shows itself by
/// what later versions no longer have.
/// </summary>
/// <param name="IsBefore24">Whether it defines structs by the key <c>type</c>, as was done before QEMU 2.4.</param>
/// <param name="IsBefore62">Whether it has a union without a discriminator, as was possible before QEMU 6.2.</param>
internal readonly record struct SchemaAge(bool IsBefore24, bool IsBefore62)
{
    public static SchemaAge Of(IReadOnlyList<QapiExpression> expressions)
    {
        var isBefore24 = expressions.Any(e => e.Value.Find("type") is not null);
        return new SchemaAge(
            isBefore24,
            isBefore24 || expressions.Any(e => e.Value.Find("union") is not null && e.Value.Find("base") is null && e.Value.Find("discriminator") is null));
    }
}
