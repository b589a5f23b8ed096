// What the scenarios call by the names that the document of 2010 gives.
global using BlockIoErrorAction = QmpGen.Qemu.Tests.Events.BlockErrorAction;
global using BlockIoErrorOperation = QmpGen.Qemu.Tests.Events.IoOperationType;
global using VncClient = QmpGen.Qemu.Tests.Events.VncClientInfo;
global using VncConnectedClient = QmpGen.Qemu.Tests.Events.VncBasicInfo;
global using VncFamily = QmpGen.Qemu.Tests.Events.NetworkAddressFamily;
global using VncFamilyKind = QmpGen.Qemu.Tests.Events.NetworkAddressFamilyKind;
global using VncServer = QmpGen.Qemu.Tests.Events.VncServerInfo;
