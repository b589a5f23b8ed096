using System.Text;

namespace QmpGen.Testing;

/// <content>What goes wrong on real wires, and how connections end.</content>
public sealed partial class QmpTestScript
{
    /// <summary>
    /// Splits everything sent after this step into pieces. In memory, the client reads each piece separately; on a socket, the
    /// operating system may join them.
    /// </summary>
    /// <param name="size">The size of a piece in bytes; 0 to stop splitting.</param>
    /// <returns>The script.</returns>
    public QmpTestScript InPiecesOf(int size) => Add($"InPiecesOf({size})", (connection, _) =>
    {
        connection.PieceSize = size;
        return Task.CompletedTask;
    });

    /// <summary>Closes the connection.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Close() => Add("Close", async (connection, _) => await connection.DisposeAsync().ConfigureAwait(false));

    /// <summary>Resets the connection, so that the client's reads fail.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Reset() => Add("Reset", (connection, _) =>
    {
        connection.Reset();
        return Task.CompletedTask;
    });

    /// <summary>Prints every message sent after this step on several lines, as QEMU does with <c>-qmp-pretty</c>.</summary>
    /// <returns>The script.</returns>
    public QmpTestScript Pretty() => Add("Pretty", (connection, _) =>
    {
        connection.IsPretty = true;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Gives events sent after this step the time stamp -1/-1, as QEMU before 7.0 does if it cannot read its clock.
    /// Events that have a time stamp keep it.
    /// </summary>
    /// <returns>The script.</returns>
    public QmpTestScript WithoutClock() => Add("WithoutClock", (connection, _) =>
    {
        connection.Server.HasClock = false;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Sends an error without an id, as QEMU does if it cannot parse the client's input.
    /// </summary>
    /// <param name="errorClass">The error's class.</param>
    /// <param name="description">The error's text.</param>
    /// <returns>The script.</returns>
    public QmpTestScript FailWithoutId(string errorClass = "GenericError", string description = "JSON parse error, expecting value") =>
        Send($$$"""{"error": {"class": "{{{errorClass}}}", "desc": "{{{description}}}"}}""");

    /// <summary>Sends half of an event and closes the connection, like a QEMU that is killed.</summary>
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
