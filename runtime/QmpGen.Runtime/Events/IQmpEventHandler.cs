namespace QmpGen;

/// <summary>Handles events of any type. The generator makes a base class for each spec, <c>QmpEventHandler</c>, with a method for each event.</summary>
// The word is that of the generated class; nobody takes an interface for one of .NET's delegates.
#pragma warning disable CA1711
public interface IQmpEventHandler
#pragma warning restore CA1711
{
    /// <summary>Handles one event; the next one comes when this one is done.</summary>
    /// <param name="e">The event, or one of the client's own, such as a <see cref="ConnectionGapEvent"/>.</param>
    /// <param name="cancellationToken">Cancelled when dispatching stops.</param>
    /// <returns>A task that ends when the event is handled.</returns>
    Task HandleAsync(QmpEvent e, CancellationToken cancellationToken);
}
