using System.Diagnostics.CodeAnalysis;

namespace QmpGen.Protocol;

/// <summary>
/// Holds back in-band commands while out-of-band execution is on: with more than eight of them in flight QEMU stops
/// reading, and an out-of-band command could no longer overtake them (QMP specification, "Out-of-band execution").
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore only holds "
    + "something to dispose of once its wait handle is asked for, and commands may still call when the session is over.")]
internal sealed class InBandGate
{
    private const int MaxInFlight = 8;

    private readonly SemaphoreSlim _slots = new(MaxInFlight, MaxInFlight);

    /// <summary>Waits for a slot.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _slots.WaitAsync(cancellationToken);

    /// <summary>Gives a slot back.</summary>
    public void Release() => _slots.Release();
}
