using Machine;

namespace QmpGen.Generator.Tests.Emit;

public sealed class DispatcherTests
{
    private static readonly AlarmEvent Alarm = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_handler_gets_the_events_of_its_type_in_the_order_of_subscription()
    {
        var calls = new List<string>();
        var dispatcher = new QmpEventDispatcher();
        dispatcher.On<AlarmEvent>(_ => calls.Add("sync"));
        dispatcher.On<LampChangedEvent>(_ => calls.Add("other type"));
        dispatcher.On<AlarmEvent>(async _ =>
        {
            await Task.Yield();
            calls.Add("async");
        });
        dispatcher.On<AlarmEvent>((_, token) =>
        {
            calls.Add(token == Token ? "with token" : "without");
            return Task.CompletedTask;
        });
        dispatcher.On<QmpEvent>(e => calls.Add($"any: {e.EventName}"));

        await dispatcher.DispatchAsync(Alarm, Token);
        await dispatcher.DispatchAsync(new UnknownEvent("NEW"), Token);

        Assert.Equal(["sync", "async", "with token", "any: ALARM", "any: NEW"], calls);
    }

    [Fact]
    public async Task A_subscription_that_is_disposed_is_over()
    {
        var calls = 0;
        var dispatcher = new QmpEventDispatcher();
        var subscription = dispatcher.On<AlarmEvent>(_ => calls++);
        await dispatcher.DispatchAsync(Alarm, Token);

        subscription.Dispose();
        subscription.Dispose();
        await dispatcher.DispatchAsync(Alarm, Token);

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_handler_that_throws_keeps_no_other_from_its_event()
    {
        var calls = 0;
        var dispatcher = new QmpEventDispatcher();
        dispatcher.On<AlarmEvent>((Action<AlarmEvent>)(_ => throw new InvalidOperationException("one")));
        dispatcher.On<AlarmEvent>(_ => calls++);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.DispatchAsync(Alarm, Token));
        Assert.Equal("one", failure.Message);
        Assert.Equal(1, calls);

        dispatcher.On<AlarmEvent>((Action<AlarmEvent>)(_ => throw new NotSupportedException("two")));
        var both = await Assert.ThrowsAsync<AggregateException>(() => dispatcher.DispatchAsync(Alarm, Token));
        Assert.Equal(["one", "two"], both.InnerExceptions.Select(i => i.Message));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Failures_go_to_whoever_asked_for_them()
    {
        var told = new List<(string, string)>();
        var dispatcher = new QmpEventDispatcher { HandlerFailed = (failure, e) => told.Add((failure.Message, e.EventName)) };
        dispatcher.On<AlarmEvent>(_ => Task.FromException(new InvalidOperationException("one")));

        await dispatcher.DispatchAsync(Alarm, Token);

        Assert.Equal([("one", "ALARM")], told);
    }

    [Fact]
    public async Task A_handler_class_has_a_method_for_each_event()
    {
        var handler = new Handler();
        var dispatcher = new QmpEventDispatcher();
        using (dispatcher.On(handler))
        {
            await dispatcher.DispatchAsync(Alarm, Token);
            await dispatcher.DispatchAsync(new LampChangedEvent { On = true }, Token);
            await dispatcher.DispatchAsync(new UnknownEvent("NEW"), Token);
        }

        await dispatcher.DispatchAsync(Alarm, Token);

        Assert.Equal(["ALARM", "unknown NEW"], handler.Calls);
    }

    [Fact]
    public async Task A_stream_of_events_is_handed_on_in_order()
    {
        var calls = new List<string>();
        var dispatcher = new QmpEventDispatcher();
        dispatcher.On<QmpEvent>(async e =>
        {
            await Task.Yield();
            calls.Add(e.EventName);
        });

        await dispatcher.RunAsync(Stream(), Token);

        Assert.Equal(["ALARM", "LAMP_CHANGED"], calls);
    }

    private static async IAsyncEnumerable<QmpEvent> Stream()
    {
        yield return Alarm;
        await Task.Yield();
        yield return new LampChangedEvent();
    }

    private sealed class Handler : QmpEventHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task OnAlarmAsync(AlarmEvent e, CancellationToken cancellationToken)
        {
            Calls.Add(e.EventName);
            return Task.CompletedTask;
        }

        protected override Task HandleUnknownAsync(QmpEvent e, CancellationToken cancellationToken)
        {
            Calls.Add($"unknown {e.EventName}");
            return Task.CompletedTask;
        }
    }
}
