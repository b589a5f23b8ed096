namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>How a client authenticates inside TLS with certificates (VeNCrypt 0.2; the last is QEMU's own).</summary>
internal enum VeNCryptSubtype : uint
{
    X509None = 260,
    X509Vnc = 261,
    X509Sasl = 263,
}
