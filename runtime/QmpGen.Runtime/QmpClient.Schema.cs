using System.Text.Json;

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
    /// <exception cref="QmpProtocolException">
    /// The reply is not a schema. The message names the entry, what was expected and what was found.
    /// </exception>
    public async Task<IReadOnlyList<QmpSchemaDifference>> CheckSchemaAsync(
        QmpSchema compiled, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        var reply = await ExecuteAsync(new QmpCommand("query-qmp-schema"), cancellationToken).ConfigureAwait(false);
        QmpSchema running;
        try
        {
            running = QmpSchema.FromReply(reply);
        }
        catch (JsonException exception)
        {
            throw new QmpProtocolException($"The reply to the command 'query-qmp-schema' is not a schema. {exception.Message}", exception);
        }

        return compiled.CompareTo(running);
    }
}
