using System.Net.Sockets;

namespace QmpGen.Transport;

/// <summary>Somebody who has connected and has greeted.</summary>
/// <param name="Socket">The connection.</param>
/// <param name="Peer">Who it is.</param>
internal sealed record Caller(Socket Socket, QmpPeer Peer)
{
    private const int PeekSize = 4096;

    // A greeting comes in one piece; for what does not, it suffices to look again now and then.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for a greeting without taking anything out of the socket, so that the client still reads it.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if the connection ended before it.</returns>
    public static async Task<bool> HasGreetedAsync(Socket socket, CancellationToken cancellationToken)
    {
        // Whoever is silent costs no more than this byte.
        if (await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, cancellationToken).ConfigureAwait(false) == 0)
        {
            return false;
        }

        var received = new byte[PeekSize];
        while (true)
        {
            // Behind more events than that, a greeting is left to the client.
            var count = await socket.ReceiveAsync(received, SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
            if (count == PeekSize || received.AsSpan(0, count).IndexOf("\"QMP\""u8) >= 0)
            {
                return true;
            }

            await Task.Delay(LookAgain, cancellationToken).ConfigureAwait(false);
        }
    }
}
