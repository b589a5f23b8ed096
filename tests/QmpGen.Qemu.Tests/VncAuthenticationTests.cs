using QmpGen.Qemu.Tests.Events;
using QmpGen.Qemu.Tests.Harness;
using QmpGen.Qemu.Tests.Vnc;

namespace QmpGen.Qemu.Tests;

/// <summary>What the three events of a VNC session say of who the client is.</summary>
public sealed class VncAuthenticationTests
{
    private const string User = "luiz";
    private const string Password = "s3cret";

    private static readonly string[] Secret = ["-object", $"secret,id=vsec,data={Password}"];

    [Fact]
    public async Task Password_is_the_method_vnc()
    {
        NeedsPasswordSecret();
        await using var vm = await Machine.StartAsync([.. Secret, "-vnc", $"{VncAddress.Unix},password-secret=vsec"]);

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await client.OpenAsync(Password);
        }

        await AssertSessionAsync(vm, "vnc", dname: null, user: null);
    }

    [Fact]
    public async Task Wrong_password_connects_and_disconnects_and_is_never_initialized()
    {
        NeedsPasswordSecret();
        await using var vm = await Machine.StartAsync([.. Secret, "-vnc", $"{VncAddress.Unix},password-secret=vsec"]);

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await Assert.ThrowsAsync<RfbRefusedException>(() => client.OpenAsync("wrong"));
        }

        Assert.Equal("vnc", (await vm.NextAsync<VncConnectedEvent>()).Server.Auth);
        Assert.Equal("vnc", (await vm.NextAsync<VncDisconnectedEvent>()).Server.Auth);
        Assert.Equal(["VNC_CONNECTED", "VNC_DISCONNECTED"], vm.Seen);
    }

    [Fact]
    public async Task Client_certificate_is_the_x509_dname()
    {
        await using var vm = await StartEncryptedAsync();

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await client.OpenEncryptedAsync(Certificates.OfThisRun, VeNCryptSubtype.X509None);
        }

        await AssertSessionAsync(vm, "vencrypt+x509+none", Certificates.ClientName, user: null);
    }

    [Fact]
    public async Task Client_certificate_and_password_are_the_x509_dname_alone()
    {
        NeedsPasswordSecret();
        await using var vm = await StartEncryptedAsync(Secret, ",password-secret=vsec");

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await client.OpenEncryptedAsync(Certificates.OfThisRun, VeNCryptSubtype.X509Vnc, Password);
        }

        await AssertSessionAsync(vm, "vencrypt+x509+vnc", Certificates.ClientName, user: null);
    }

    [Fact]
    public async Task Sasl_login_is_the_sasl_username()
    {
        await using var sasl = new SaslService(User, Password);
        await using var vm = await StartEncryptedAsync([], ",sasl=on", sasl.Environment);

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await client.OpenEncryptedAsync(Certificates.OfThisRun, VeNCryptSubtype.X509Sasl, login: SaslLogin.Plain(User, Password));
        }

        await AssertSessionAsync(vm, "vencrypt+x509+sasl", Certificates.ClientName, User);
    }

    [Fact]
    public async Task Anonymous_sasl_login_has_the_username_anonymous()
    {
        await using var sasl = new SaslService(User, Password);
        await using var vm = await StartEncryptedAsync([], ",sasl=on", sasl.Environment);

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await client.OpenEncryptedAsync(Certificates.OfThisRun, VeNCryptSubtype.X509Sasl, login: SaslLogin.Anonymous("trace"));
        }

        await AssertSessionAsync(vm, "vencrypt+x509+sasl", Certificates.ClientName, "anonymous");
    }

    [Fact]
    public async Task Refused_sasl_login_leaves_no_name_not_even_the_certificates()
    {
        await using var sasl = new SaslService(User, Password);
        await using var vm = await StartEncryptedAsync([], ",sasl=on", sasl.Environment);

        await using (var client = await RfbClient.ConnectAsync(await VncAddress.FindAsync(vm)))
        {
            await Assert.ThrowsAnyAsync<Exception>(
                () => client.OpenEncryptedAsync(Certificates.OfThisRun, VeNCryptSubtype.X509Sasl, login: SaslLogin.Plain(User, "wrong")));
        }

        var disconnected = await vm.NextAsync<VncDisconnectedEvent>();
        Assert.Equal((null, null), (disconnected.Client.X509Dname, disconnected.Client.SaslUsername));
        Assert.Equal(["VNC_CONNECTED", "VNC_DISCONNECTED"], vm.Seen);
    }

    private static void NeedsPasswordSecret() => Needs.Qemu("6.0", "the option password-secret of -vnc");

    private static Task<Machine> StartEncryptedAsync(
        string[]? objects = null, string options = "", IReadOnlyDictionary<string, string>? environment = null) =>
        Machine.StartAsync(
            [
                .. objects ?? [],
                "-object", $"tls-creds-x509,id=tls0,dir={Certificates.OfThisRun.Folder},endpoint=server,verify-peer=on",
                "-vnc", $"{VncAddress.AnyIPv4},tls-creds=tls0{options}",
            ],
            environment);

    /// <summary>Who the client is, is known once it has authenticated: VNC_CONNECTED has no members for it.</summary>
    private static async Task AssertSessionAsync(Machine vm, string auth, string? dname, string? user)
    {
        var connected = await vm.NextAsync<VncConnectedEvent>();
        var initialized = await vm.NextAsync<VncInitializedEvent>();
        var disconnected = await vm.NextAsync<VncDisconnectedEvent>();
        Assert.Equal(auth, connected.Server.Auth);
        Assert.Equal((false, false), Told.WebSocket(connected));
        Assert.Equal(connected.Server, initialized.Server);
        Assert.Equal(connected.Server, disconnected.Server);
        Assert.Equal((dname, user), (initialized.Client.X509Dname, initialized.Client.SaslUsername));
        Assert.Equal(initialized.Client, disconnected.Client);
        var client = Raw.DataOf(connected).GetProperty("client");
        Assert.False(client.TryGetProperty("x509_dname", out _));
        Assert.False(client.TryGetProperty("sasl_username", out _));
    }
}
