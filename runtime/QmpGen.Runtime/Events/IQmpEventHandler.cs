namespace QmpGen;

/// <summary>
/// Handles events of any type. The generator emits a base class per spec, <c>QmpEventHandler</c>, with a method for each
/// event.
/// </summary>
// The word is that of the generated class; nobody takes an interface for one of .NET's delegates.
#pragma warning disable CA1711
public interface IQmpEventHandler
#pragma warning restore CA1711
{
    /// <summary>Handles one event. The next event is dispatched after the returned task completes.</summary>
    /// <param name="e">An event from QEMU, or one that the client adds, such as a <see cref="ConnectionGapEvent"/>.</param>
    /// <param name="cancellationToken">Cancelled when dispatching stops.</param>
    /// <returns>A task that completes when the event is handled.</returns>
    Task HandleAsync(QmpEvent e, CancellationToken cancellationToken);
}
