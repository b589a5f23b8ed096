using QmpGen.Qemu.Tests.Harness;

namespace QmpGen.Qemu.Tests.Flood;

/// <summary>What a client makes of 200,000 events that come as fast as QEMU can send them.</summary>
[Collection(nameof(Alone))]
public sealed class FloodTests
{
    private static readonly QmpSubscriptionOptions Everything = new()
    {
        Filter = QmpEventFilter.Of<AcpiDeviceOstEvent>(),
        Capacity = FloodingMachine.Events,
        Overflow = QmpOverflowPolicy.Fail,
    };

    [Fact]
    public async Task None_is_lost_none_is_out_of_order_and_commands_are_answered_meanwhile()
    {
        await using var vm = await FloodingMachine.StartAsync();
        using var subscription = vm.Client.Subscribe(Everything);

        await vm.ExecuteAsync("cont");
        var reading = FloodingMachine.ReadToLastAsync(subscription, vm);
        var answered = 0;
        while (!reading.IsCompleted)
        {
            Assert.Equal("running", await vm.QueryStatusAsync());
            answered++;
        }

        AssertAll(await reading);
        Assert.Equal(0, subscription.DroppedCount);
        Assert.InRange(answered, 10, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"{answered} commands were answered during the flood.");
    }

    [Fact]
    public async Task Slow_subscriber_does_not_hold_up_the_fast_one_and_what_it_missed_is_counted()
    {
        const int Capacity = 1_000;
        await using var vm = await FloodingMachine.StartAsync();
        using var fast = vm.Client.Subscribe(Everything);
        using var slow = vm.Client.Subscribe(Everything with { Capacity = Capacity, Overflow = QmpOverflowPolicy.DropOldest });

        await vm.ExecuteAsync("cont");
        var readingSlowly = ReadSlowlyAsync(slow, vm);
        AssertAll(await FloodingMachine.ReadToLastAsync(fast, vm));

        var received = await readingSlowly;
        Assert.Equal(FloodingMachine.Events, received.Count + slow.DroppedCount);
        Assert.InRange(slow.DroppedCount, 1, FloodingMachine.Events - Capacity);
        Assert.Equal(received.Order(), received);
        Assert.Equal(FloodingMachine.Events - 1, received[^1]);
    }

    [Theory]
    [InlineData(QmpOverflowPolicy.DropOldest, FloodingMachine.Events - 500)]
    [InlineData(QmpOverflowPolicy.DropNewest, 0)]
    public async Task Subscriber_that_does_not_read_keeps_one_end_of_the_flood(QmpOverflowPolicy policy, long firstKept)
    {
        const int Capacity = 500;
        await using var vm = await FloodingMachine.StartAsync();
        using var fast = vm.Client.Subscribe(Everything);
        using var idle = vm.Client.Subscribe(Everything with { Capacity = Capacity, Overflow = policy });

        await vm.ExecuteAsync("cont");
        await FloodingMachine.ReadToLastAsync(fast, vm);

        var kept = new List<long>();
        while (idle.TryRead(out var next))
        {
            kept.Add(((AcpiDeviceOstEvent)next).Info.Status);
        }

        Assert.Equal(Numbers(firstKept, Capacity), kept);
        Assert.Equal(FloodingMachine.Events - Capacity, idle.DroppedCount);
    }

    [Fact]
    public async Task Subscriber_that_must_not_miss_one_is_told_that_it_did()
    {
        const int Capacity = 500;
        await using var vm = await FloodingMachine.StartAsync();
        using var fast = vm.Client.Subscribe(Everything);
        using var strict = vm.Client.Subscribe(Everything with { Capacity = Capacity });

        await vm.ExecuteAsync("cont");
        await FloodingMachine.ReadToLastAsync(fast, vm);

        var read = 0;
        var lost = await Assert.ThrowsAsync<QmpEventsLostException>(async () =>
        {
            await foreach (var numbered in strict.WithCancellation(TestContext.Current.CancellationToken))
            {
                Assert.Equal(read++, ((AcpiDeviceOstEvent)numbered).Info.Status);
            }
        });
        Assert.Equal((Capacity, Capacity), (lost.Capacity, read));
    }

    [Fact]
    public async Task Memory_stays_flat()
    {
        await using var vm = await FloodingMachine.StartAsync();
        using var subscription = vm.Client.Subscribe(Everything with { Capacity = 1_000, Overflow = QmpOverflowPolicy.DropOldest });
        var token = TestContext.Current.CancellationToken;
        var read = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = long.MinValue;

        await vm.ExecuteAsync("cont");
        await foreach (var next in subscription.WithCancellation(token))
        {
            var number = ((AcpiDeviceOstEvent)next).Info.Status;
            if (++read % 20_000 == 1)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            if (number == FloodingMachine.Events - 1)
            {
                break;
            }
        }

        // 200,000 events take more than 30 MB; a thousand and the buffers of the connection take less than a tenth.
        Assert.Equal(FloodingMachine.Events, read + subscription.DroppedCount);
        Assert.InRange(most, long.MinValue + 1, 3_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"At most {most:N0} bytes more than before; {read:N0} events read.");
    }

    /// <summary>Waits for the reply to a command after each event.</summary>
    private static Task<List<long>> ReadSlowlyAsync(QmpSubscription subscription, Machine vm) => Limit.WaitAsync(
        async token =>
        {
            var numbers = new List<long>();
            await foreach (var numbered in subscription.WithCancellation(token))
            {
                numbers.Add(((AcpiDeviceOstEvent)numbered).Info.Status);
                if (numbers[^1] == FloodingMachine.Events - 1)
                {
                    break;
                }

                await vm.QueryStatusAsync();
            }

            return numbers;
        },
        () => $"The slow subscriber was expected to come to the last event.\n{vm}");

    private static void AssertAll(List<long> numbers)
    {
        Assert.Equal(FloodingMachine.Events, numbers.Count);
        for (var i = 0; i < numbers.Count; i++)
        {
            Assert.True(numbers[i] == i, $"Event {i:N0} was expected in its place, but {numbers[i]:N0} is there.");
        }
    }

    private static IEnumerable<long> Numbers(long first, int count) => Enumerable.Range(0, count).Select(i => first + i);
}
