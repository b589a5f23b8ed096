using QmpGen.Qemu.Tests.Guest;
using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flood;

/// <summary>A machine whose guest makes events as fast as it can, numbered from 0 on in the member "status".</summary>
internal static class FloodingMachine
{
    /// <summary>How many events the guest makes, 80,000 to 130,000 a second.</summary>
    public const int Events = 200_000;

    /// <summary>Starts the machine paused; "cont" opens the gate.</summary>
    public static async Task<Machine> StartAsync()
    {
        var guest = await GuestProgram.AsFirmwareAsync($"OSTLOOP={Events}");

        // The client's own buffer is off: every test brings the subscriptions it is about.
        var options = new QmpClientOptions { EventReader = QmpEvents.Reader, EventCapacity = 0 };
        return await Machine.StartAsync([.. guest, "-m", "64M,slots=1,maxmem=1G"], options: options);
    }

    /// <summary>Reads numbers until the last one has come.</summary>
    public static async Task<List<long>> ReadToLastAsync(QmpSubscription subscription, Machine vm)
    {
        var numbers = new List<long>();
        await Limit.WaitAsync(
            async token =>
            {
                await foreach (var next in subscription.WithCancellation(token))
                {
                    if (next is AcpiDeviceOstEvent numbered)
                    {
                        numbers.Add(numbered.Info.Status);
                        if (numbered.Info.Status == Events - 1)
                        {
                            return;
                        }
                    }
                }
            },
            () => $"Event {Events - 1:N0} was expected to be the last, "
                + $"but the last of {numbers.Count:N0} was {numbers.LastOrDefault():N0}.\n{vm}");
        return numbers;
    }
}
