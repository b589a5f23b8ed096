namespace QmpGen;

/// <summary>
/// Operations that take more than one command: each subscribes to the events that announce its end before it sends its first command,
/// looks only at its own device or job, and returns a result with every outcome that QEMU documents.
/// </summary>
/// <remarks>
/// <para>
/// The methods find commands, events and members by their names on the wire, so they work with any spec, and without one.
/// </para>
/// <para>
/// All of them end with the client. A client that reconnects (<see cref="QmpClientOptions.Reconnect"/>) asks QEMU after a gap for what
/// has become of the device or job. Cancelling the token ends the wait and leaves QEMU to what it does, unless the method says
/// otherwise. A command that QEMU rejects throws a <see cref="QmpCommandException"/>, unless the result has an outcome for it.
/// </para>
/// </remarks>
public static partial class QmpFlows
{
}
