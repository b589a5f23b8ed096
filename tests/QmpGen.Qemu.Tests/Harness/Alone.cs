namespace QmpGen.Qemu.Tests.Harness;

/// <summary>Tests that measure memory, open sockets or the whole machine's strength, so that nothing may run beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
