namespace QmpGen.Qemu.Tests.Vnc;

/// <summary>The VNC server refused the authentication; the message is its reason.</summary>
internal sealed class RfbRefusedException(string reason) : Exception(reason);
