namespace QmpGen;

public sealed partial class QmpClient
{
    /// <summary>Compares the compiled schema with the schema of this QEMU, its reply to <c>query-qmp-schema</c>.</summary>
    /// <param name="compiled">The schema of the spec, <c>QmpEvents.Schema</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// The differences; empty if this QEMU matches the spec exactly. Differences with the impact
    /// <see cref="QmpSchemaImpact.NotBuiltIn"/> list what the spec has only for QEMUs that are built differently.
    /// </returns>
    /// <exception cref="QmpCommandException">QEMU has no <c>query-qmp-schema</c>: it is older than 2.5.</exception>
    public async Task<IReadOnlyList<QmpSchemaDifference>> CheckSchemaAsync(
        QmpSchema compiled, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        var reply = await ExecuteAsync(new QmpCommand("query-qmp-schema"), cancellationToken).ConfigureAwait(false);
        return compiled.CompareTo(QmpSchema.FromReply(reply));
    }
}
