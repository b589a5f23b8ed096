using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>
/// What QEMU needs for SASL: a configuration, and someone who checks passwords. The latter speaks the protocol of
/// saslauthd on a unix socket (four counted strings in, one out), so no user database has to be installed.
/// </summary>
internal sealed class SaslService : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _folder = RunFolder.CreateSubfolder();
    private readonly string _user;
    private readonly string _password;
    private readonly Task _work;

    public SaslService(string user, string password)
    {
        Tool.RequireSaslModules();
        _user = user;
        _password = password;
        File.WriteAllText(
            Path.Combine(_folder, "qemu.conf"),
            $"mech_list: PLAIN ANONYMOUS\npwcheck_method: saslauthd\nsaslauthd_path: {Path.Combine(_folder, "mux")}\n");
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "mux")));
        _listener.Listen();
        _work = ServeAsync();
    }

    /// <summary>What QEMU's environment must have.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["SASL_CONF_PATH"] = _folder };

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _work;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Socket asker;
            try
            {
                asker = await _listener.AcceptAsync();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
            {
                return;
            }

            await using var stream = new NetworkStream(asker, ownsSocket: true);
            var user = await ReadAsync(stream);
            var password = await ReadAsync(stream);
            var service = await ReadAsync(stream);
            var realm = await ReadAsync(stream);
            var known = (user, password, service, realm) == (_user, _password, "vnc", string.Empty);
            await WriteAsync(stream, known ? "OK" : "NO");
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var length = new byte[sizeof(ushort)];
        await stream.ReadExactlyAsync(length);
        var text = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(text);
        return Encoding.UTF8.GetString(text);
    }

    private static async Task WriteAsync(NetworkStream stream, string text)
    {
        var bytes = new byte[sizeof(ushort) + text.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)text.Length);
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(sizeof(ushort)));
        await stream.WriteAsync(bytes);
    }
}
