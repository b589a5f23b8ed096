namespace QmpGen.Transport;

/// <summary>A client that waits for somebody to connect.</summary>
/// <param name="client">The client.</param>
internal sealed class Waiter(ListenerConnector client) : TaskCompletionSource<Caller>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ListenerConnector Client => client;

    public void Fail(Exception exception)
    {
        if (TrySetException(exception))
        {
            Task.Observe();
        }
    }
}
