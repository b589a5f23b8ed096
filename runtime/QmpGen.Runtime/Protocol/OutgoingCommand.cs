namespace QmpGen.Protocol;

/// <summary>A command that has been written and is ready to be sent.</summary>
/// <param name="Pending">What waits for its reply.</param>
/// <param name="Message">Its text.</param>
internal readonly record struct OutgoingCommand(PendingCommand Pending, byte[] Message);
