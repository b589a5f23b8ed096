using System.Text;

namespace QmpGen.Testing;

/// <content>What goes wrong on real wires, and how connections end.</content>
public sealed partial class QmpTestScript
{
    /// <summary>
    /// Splits everything that is sent from here on into pieces. In memory the client reads each on its own; on a socket the
    /// system may join them again.
    /// </summary>
    /// <param name="size">How many bytes a piece has; 0 to stop splitting.</param>
    /// <returns>The script.</returns>
    public QmpTestScript InPiecesOf(int size) => Add($"InPiecesOf({size})", (connection, _) =>
    {
        connection.PieceSize = size;
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection in good order.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Close() => Add("Close", async (connection, _) => await connection.DisposeAsync().ConfigureAwait(false));

    /// <summary>Breaks the connection.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Reset() => Add("Reset", (connection, _) =>
    {
        connection.Reset();
        return Task.CompletedTask;
    });

    /// <summary>Sets everything that is sent from here on over many lines, as QEMU does with <c>-qmp-pretty</c>.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Pretty() => Add("Pretty", (connection, _) =>
    {
        connection.IsPretty = true;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Stamps events from here on with -1 seconds and -1 microseconds, as a QEMU before 7.0 does that cannot read its clock.
    /// Events that have a time stamp of their own keep it.
    /// </summary>
    /// <returns>The script.</returns>
    public QmpTestScript WithoutClock() => Add("WithoutClock", (connection, _) =>
    {
        connection.Server.HasClock = false;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Sends an error that does not say which command it answers, as QEMU does when it could not read what the client sent.
    /// </summary>
    /// <param name="errorClass">The error's class.</param>
    /// <param name="description">The error's text.</param>
    /// <returns>The script.</returns>
    public QmpTestScript FailWithoutId(string errorClass = "GenericError", string description = "JSON parse error, expecting value") =>
        Send($$$"""{"error": {"class": "{{{errorClass}}}", "desc": "{{{description}}}"}}""");

    /// <summary>Sends half of an event and closes the connection, as a QEMU does that is killed.</summary>
    /// <param name="qmpEvent">The event.</param>
    /// <returns>The script.</returns>
    public QmpTestScript CloseInMidMessage(QmpEvent qmpEvent)
    {
        ArgumentNullException.ThrowIfNull(qmpEvent);
        return Add($"CloseInMidMessage({qmpEvent.EventName})", async (connection, cancellationToken) =>
        {
            var message = Encoding.UTF8.GetBytes(connection.Server.WireFormOf(qmpEvent));
            await connection.SendAsync(message.AsMemory(0, message.Length / 2), cancellationToken).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        });
    }
}
