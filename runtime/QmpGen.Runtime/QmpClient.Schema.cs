namespace QmpGen;

public sealed partial class QmpClient
{
    /// <summary>Compares what was compiled with what this QEMU says of itself, its reply to <c>query-qmp-schema</c>.</summary>
    /// <param name="compiled">The schema of the spec, <c>QmpEvents.Schema</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// The differences; empty if this QEMU sends exactly what the spec says. Those of
    /// <see cref="QmpSchemaImpact.NotBuiltIn"/> say what the spec has for QEMUs that are built differently.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU has no <c>query-qmp-schema</c>: it is older than 2.5.</exception>
    public async Task<IReadOnlyList<QmpSchemaDifference>> CheckSchemaAsync(QmpSchema compiled, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        var reply = await ExecuteAsync(new QmpCommand("query-qmp-schema"), cancellationToken).ConfigureAwait(false);
        return compiled.CompareTo(QmpSchema.FromReply(reply));
    }
}
