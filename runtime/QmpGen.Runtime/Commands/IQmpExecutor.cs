namespace QmpGen;

/// <summary>
/// Runs typed commands. The methods of generated commands, such as <c>QueryStatusAsync</c>, are extension methods of this
/// interface. A test double implements one method.
/// </summary>
public interface IQmpExecutor
{
    /// <summary>Runs a command.</summary>
    /// <typeparam name="TResult">The type of the command's result.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancels the wait. A command that was already sent still runs; its reply is dropped.</param>
    /// <returns>The command's result.</returns>
    Task<TResult> ExecuteAsync<TResult>(QmpCommand<TResult> command, CancellationToken cancellationToken = default);
}
