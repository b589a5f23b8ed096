using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>An authority of the run's own with one server and one client, in the files that QEMU reads.</summary>
internal sealed class Certificates
{
    /// <summary>The client's name as GnuTLS writes it: the comma inside a value is escaped.</summary>
    public const string ClientName = @"C=GB,L=London,O=Probe\, Inc,CN=probe client";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Key encipherment means nothing to an elliptic curve, but QEMU before 6.0 insists on it.
    private const X509KeyUsageFlags KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment;

    private static readonly Lazy<Certificates> Shared = new(() => new Certificates());
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _client;

    private Certificates()
    {
        Folder = RunFolder.CreateSubfolder();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=QmpGen test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _authority = authority.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var server = Issue("CN=127.0.0.1", ServerAuthentication, 1);
        _client = Issue("""CN="probe client", O="Probe, Inc", L=London, C=GB""", ClientAuthentication, 2);
        File.WriteAllText(Path.Combine(Folder, "ca-cert.pem"), _authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "server-cert.pem"), server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "server-key.pem"), server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The certificates of this run.</summary>
    public static Certificates OfThisRun => Shared.Value;

    /// <summary>Where QEMU finds its own.</summary>
    public string Folder { get; }

    /// <summary>A client that trusts this authority alone and shows its certificate.</summary>
    public SslClientAuthenticationOptions ForClient() => new()
    {
        TargetHost = IPAddress.Loopback.ToString(),
        ClientCertificateContext = SslStreamCertificateContext.Create(_client, [_authority], offline: true),
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    private X509Certificate2 Issue(string name, string purpose, byte serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(KeyUsage, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        using var issued = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, [serial]);
        return issued.CopyWithPrivateKey(key);
    }
}
