using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>
/// As much of a VNC client as opens a session (RFB 3.8, RFC 6143): version, security, ClientInit. It never asks for a
/// picture. Disposing closes the connection.
/// </summary>
internal sealed class RfbClient : IAsyncDisposable
{
    private const byte None = 1;
    private const byte VncAuthentication = 2;
    private const byte VeNCrypt = 19;

    private static readonly byte[] Version = "RFB 003.008\n"u8.ToArray();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private Stream _stream;

    private RfbClient(Stream stream, EndPoint? localEndPoint = null)
    {
        _stream = stream;
        LocalEndPoint = localEndPoint;
    }

    /// <summary>This side of the connection; null over a websocket, which does not tell.</summary>
    public EndPoint? LocalEndPoint { get; }

    /// <summary>Connects over a socket, unix or TCP, and does no more.</summary>
    public static async Task<RfbClient> ConnectAsync(EndPoint endPoint)
    {
        var socket = endPoint is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint, TestContext.Current.CancellationToken);
        return new RfbClient(new NetworkStream(socket, ownsSocket: true), socket.LocalEndPoint);
    }

    /// <summary>Connects over a websocket, as a client in a browser does.</summary>
    public static async Task<RfbClient> ConnectWebSocketAsync(IPEndPoint endPoint)
    {
        var webSocket = new ClientWebSocket();
        webSocket.Options.AddSubProtocol("binary");
        await webSocket.ConnectAsync(new Uri($"ws://{endPoint}/"), TestContext.Current.CancellationToken);
        return new RfbClient(WebSocketStream.Create(webSocket, WebSocketMessageType.Binary, closeTimeout: TimeSpan.Zero));
    }

    /// <summary>Opens a session without authentication.</summary>
    public async Task OpenAsync()
    {
        await ChooseSecurityAsync(None);
        await ReadSecurityResultAsync();
        await InitializeAsync();
    }

    /// <summary>Opens a session with a password.</summary>
    public async Task OpenAsync(string password)
    {
        await ChooseSecurityAsync(VncAuthentication);
        await AnswerChallengeAsync(password);
        await ReadSecurityResultAsync();
        await InitializeAsync();
    }

    /// <summary>Opens a session over TLS, and with SASL where there is a login.</summary>
    /// <param name="certificates">The server's authority, and the client's own certificate.</param>
    /// <param name="subtype">How the client authenticates inside the encrypted channel.</param>
    /// <param name="password">The password, where the subtype needs one.</param>
    /// <param name="login">The SASL mechanism and its first message, where the subtype needs one.</param>
    public async Task OpenEncryptedAsync(
        Certificates certificates, VeNCryptSubtype subtype, string? password = null, SaslLogin? login = null)
    {
        await ChooseSecurityAsync(VeNCrypt);
        await NegotiateVeNCryptAsync(subtype);
        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsClientAsync(certificates.ForClient(), _cancellation);
        _stream = encrypted;
        if (password is not null)
        {
            await AnswerChallengeAsync(password);
        }

        if (login is not null)
        {
            await AuthenticateAsync(login);
        }

        await ReadSecurityResultAsync();
        await InitializeAsync();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task ChooseSecurityAsync(byte type)
    {
        var version = await ReadAsync(Version.Length);
        Assert.Equal(Version, version);
        await WriteAsync(Version);
        var offered = await ReadAsync((await ReadAsync(1))[0]);
        Assert.Contains(type, offered);
        await WriteAsync([type]);
    }

    private async Task NegotiateVeNCryptAsync(VeNCryptSubtype subtype)
    {
        var version = await ReadAsync(2);
        await WriteAsync(version);
        Assert.Equal(0, (await ReadAsync(1))[0]);
        var offered = new VeNCryptSubtype[(await ReadAsync(1))[0]];
        for (var i = 0; i < offered.Length; i++)
        {
            offered[i] = (VeNCryptSubtype)await ReadUInt32Async();
        }

        Assert.Contains(subtype, offered);
        await WriteUInt32Async((uint)subtype);
        Assert.Equal(1, (await ReadAsync(1))[0]);
    }

    private async Task AnswerChallengeAsync(string password) =>
        await WriteAsync(VncChallenge.Answer(await ReadAsync(VncChallenge.Length), password));

    private async Task AuthenticateAsync(SaslLogin login)
    {
        var mechanisms = Encoding.ASCII.GetString(await ReadAsync((int)await ReadUInt32Async()));
        Assert.Contains(login.Mechanism, mechanisms, StringComparison.Ordinal);
        await WriteCountedAsync(Encoding.ASCII.GetBytes(login.Mechanism));

        // The data counts its own closing NUL.
        await WriteCountedAsync([.. login.FirstMessage, 0]);
        await ReadAsync((int)await ReadUInt32Async());
        var complete = await ReadAsync(1);
        Assert.True(complete[0] == 1, $"SASL {login.Mechanism} was expected to end with the first message, but the server asks for more.");
    }

    private async Task ReadSecurityResultAsync()
    {
        var result = await ReadUInt32Async();
        if (result != 0)
        {
            var reason = Encoding.UTF8.GetString(await ReadAsync((int)await ReadUInt32Async()));
            throw new RfbRefusedException(reason);
        }
    }

    /// <summary>Sends ClientInit and takes ServerInit; QEMU emits VNC_INITIALIZED in between.</summary>
    private async Task InitializeAsync()
    {
        await WriteAsync([1]);
        const int SizeAndPixelFormat = 20;
        await ReadAsync(SizeAndPixelFormat);
        await ReadAsync((int)await ReadUInt32Async());
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, _cancellation);
        return bytes;
    }

    private async Task<uint> ReadUInt32Async() => BinaryPrimitives.ReadUInt32BigEndian(await ReadAsync(sizeof(uint)));

    private async Task WriteAsync(byte[] bytes)
    {
        await _stream.WriteAsync(bytes, _cancellation);
        await _stream.FlushAsync(_cancellation);
    }

    private Task WriteUInt32Async(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return WriteAsync(bytes);
    }

    private async Task WriteCountedAsync(byte[] bytes)
    {
        await WriteUInt32Async((uint)bytes.Length);
        await WriteAsync(bytes);
    }
}
