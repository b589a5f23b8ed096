using System.Text.Json;
using QmpGen.Protocol;
using QmpGen.Schema;

namespace QmpGen;

/// <content>What the running QEMU can do.</content>
public sealed partial class QmpClient
{
    private readonly Lock _catalogLock = new();
    private (QmpSession? Session, Task<CommandCatalog>? Task) _catalog;

    /// <summary>
    /// Determines whether the running QEMU has a command, or an argument of it, from its own schema. Prefer this to comparing
    /// versions: distributions add features to old versions. The schema is queried once per connection.
    /// </summary>
    /// <param name="command">The command's name, such as <c>migrate</c>.</param>
    /// <param name="argument">The argument's name, such as <c>channels</c>; <see langword="null"/> for the command as such.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns><see langword="true"/> if this QEMU has it.</returns>
    /// <exception cref="QmpCommandException">QEMU has no <c>query-qmp-schema</c>: it is older than 2.5.</exception>
    /// <exception cref="QmpProtocolException">The reply is not a schema.</exception>
    public async Task<bool> SupportsAsync(string command, string? argument = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        var catalog = await GetCatalogAsync(command, cancellationToken).ConfigureAwait(false);
        return argument is null ? catalog.HasCommand(command) : catalog.HasArgument(command, argument);
    }

    /// <summary>Refuses a command that this QEMU does not have, or an argument of the spec.</summary>
    private async Task CheckAsync<TResult>(QmpCommand<TResult> command, CancellationToken cancellationToken)
    {
        var catalog = await GetCatalogAsync(command.CommandName, cancellationToken).ConfigureAwait(false);
        if (!catalog.HasCommand(command.CommandName))
        {
            throw new QmpNotSupportedException(command.CommandName, argument: null, _connection.Peer);
        }

        var lacking = command.ArgumentNames().FirstOrDefault(a => !catalog.HasArgument(command.CommandName, a));
        if (lacking is not null)
        {
            throw new QmpNotSupportedException(command.CommandName, lacking, _connection.Peer);
        }
    }

    private Task<CommandCatalog> GetCatalogAsync(string command, CancellationToken cancellationToken)
    {
        var session = _connection.State.SessionFor(command);
        Task<CommandCatalog> task;
        lock (_catalogLock)
        {
            if (_catalog.Session != session || _catalog.Task is null or { IsFaulted: true } or { IsCanceled: true })
            {
                // Whoever asks first may give up; others wait for the same answer.
                _catalog = (session, QueryCatalogAsync());
            }

            task = _catalog.Task!;
        }

        return task.WaitAsync(cancellationToken);
    }

    private async Task<CommandCatalog> QueryCatalogAsync()
    {
        var reply = await ExecuteAsync(new QmpCommand("query-qmp-schema"), CancellationToken.None).ConfigureAwait(false);
        try
        {
            return new CommandCatalog(reply);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new QmpProtocolException($"The reply to the command 'query-qmp-schema' is not a schema. {exception.Message}", exception);
        }
    }
}
