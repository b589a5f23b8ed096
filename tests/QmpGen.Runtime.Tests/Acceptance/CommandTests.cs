using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>Sending, cancelling, timing out and overtaking.</summary>
public sealed class CommandTests
{
    [Fact]
    [Trait("Acceptance", "K"), Trait("PeerFault", "B13 R2 R3")]
    public async Task The_late_reply_of_a_cancelled_command_is_dropped_counted_and_shifts_no_other()
    {
        var cancelled = new TaskCompletionSource();
        var received = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("slow", out var slow).Signal(received).WaitFor(cancelled.Task)
            .Expect("next", out var next).Return(slow, "\"late\"").Return(next, "\"next\""));
        using var cancellation = new CancellationTokenSource();
        var command = session.Client.ExecuteAsync("slow", cancellation.Token);
        await received.Task.InTime();

        await cancellation.CancelAsync();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.InTime());
        cancelled.SetResult();
        var result = await session.Client.ExecuteAsync("next").InTime();

        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.Equal("next", result.GetString());
        Assert.Equal(1, session.Client.LateReplyCount);
    }

    [Fact]
    [Trait("Acceptance", "K"), Trait("PeerFault", "B8")]
    public async Task Cancelling_while_a_write_is_stuck_still_puts_the_whole_command_on_the_wire()
    {
        var unblock = new TaskCompletionSource();
        var script = new QmpTestScript().Negotiate().Expect("first", out var first).Expect("second").Return("2");
        await using var session = await TestSession.PlayAsync(script);
        session.Stream.BlockWrites(unblock.Task);
        using var cancellation = new CancellationTokenSource();
        var cancelled = session.Client.ExecuteAsync("first", """{"key": "value"}""", cancellation.Token);
        var second = session.Client.ExecuteAsync("second");

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.InTime());
        unblock.SetResult();

        Assert.Equal(2, (await second.InTime()).GetInt32());
        Assert.Equal("value", first.Arguments.GetProperty("key").GetString());
    }

    [Fact]
    [Trait("PeerFault", "incus 3883")]
    public async Task A_peer_that_takes_nothing_ends_the_session_at_the_limit_for_writes()
    {
        var time = new FakeTimeProvider();
        await using var session = await TestSession.NegotiatedAsync(
            _ => { }, new QmpClientOptions { TimeProvider = time, WriteTimeout = TimeSpan.FromSeconds(3) });
        session.Stream.BlockWrites(new TaskCompletionSource().Task);

        var command = session.Client.ExecuteAsync("stop");
        time.Advance(TimeSpan.FromSeconds(3));

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        Assert.Equal(QmpCloseKind.TimedOut, failure.Reason.Kind);
        Assert.Equal(QmpTimeoutKind.Write, Assert.IsType<QmpTimeoutException>(failure.Reason.Exception).Kind);
    }

    [Fact]
    [Trait("PeerFault", "go-qemu 214")]
    public async Task A_command_without_a_reply_fails_at_its_own_limit_and_the_session_goes_on()
    {
        var time = new FakeTimeProvider();
        var received = new TaskCompletionSource();
        var timedOut = new TaskCompletionSource();
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("slow", out var slow).Signal(received).WaitFor(timedOut.Task).Return(slow).Expect("next").Return(),
            new QmpClientOptions { TimeProvider = time, CommandTimeout = TimeSpan.FromHours(1) });

        var command = session.Client.ExecuteAsync(new QmpCommand("slow") { Timeout = TimeSpan.FromSeconds(2) });
        await received.Task.InTime();
        time.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<QmpTimeoutException>(() => command.InTime());
        timedOut.SetResult();
        await session.Client.ExecuteAsync("next").InTime();

        Assert.Equal(QmpTimeoutKind.Command, failure.Kind);
        Assert.Equal(TimeSpan.FromSeconds(2), failure.Timeout);
        Assert.Matches("^Timed out after 2 s waiting for .* to reply to the command 'slow'\\.$", failure.Message);
        Assert.Equal(1, session.Client.LateReplyCount);
    }

    [Fact]
    [Trait("Rule", "19")]
    public async Task Commands_are_pipelined_in_the_order_of_their_calls()
    {
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            var commands = Enumerable.Range(0, 100).Select(i =>
            {
                script.Expect($"c{i}", out var command);
                return command;
            }).ToArray();
            for (var i = 0; i < commands.Length; i++)
            {
                script.Return(commands[i], $"{i}");
            }
        });

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => session.Client.ExecuteAsync($"c{i}"))).InTime();

        Assert.Equal(Enumerable.Range(0, 100), results.Select(r => r.GetInt32()));
    }

    [Fact]
    [Trait("Rule", "18")]
    public async Task Out_of_band_at_most_eight_commands_are_in_flight_and_an_out_of_band_one_overtakes_them()
    {
        var overtaken = new TaskCompletionSource();
        var script = new QmpTestScript().Negotiate();
        var commands = new QmpTestCommand[9];
        for (var i = 0; i < 8; i++)
        {
            script.Expect($"c{i}", out commands[i]);
        }

        script.Expect("migrate-pause", out var urgent).Return(urgent, "\"oob\"").WaitFor(overtaken.Task).Return(commands[3])
            .Expect("c8", out commands[8]);
        foreach (var command in commands.Where((_, i) => i != 3))
        {
            script.Return(command);
        }

        await using var session = await TestSession.PlayAsync(script, new QmpClientOptions { EnableOutOfBand = true });
        var inBand = Enumerable.Range(0, 9).Select(i => session.Client.ExecuteAsync($"c{i}")).ToArray();

        var result = await session.Client.ExecuteAsync(new QmpCommand("migrate-pause") { IsOutOfBand = true }).InTime();
        Assert.DoesNotContain(inBand, c => c.IsCompleted);
        overtaken.SetResult();
        await Task.WhenAll(inBand).InTime();

        Assert.Equal("oob", result.GetString());
        Assert.True(urgent.IsOutOfBand);
        await session.Server.Completion.InTime();
    }

    [Fact]
    [Trait("Rule", "18")]
    public async Task A_cancelled_command_keeps_its_place_among_the_eight_until_the_server_has_answered_it()
    {
        var cancelled = new TaskCompletionSource();
        var script = new QmpTestScript().Negotiate();
        var commands = new QmpTestCommand[8];
        for (var i = 0; i < 8; i++)
        {
            script.Expect($"c{i}", out commands[i]);
        }

        script.WaitFor(cancelled.Task).Expect("migrate-pause").Return().Return(commands[0]).Expect("ninth").Return();
        await using var session = await TestSession.PlayAsync(script, new QmpClientOptions { EnableOutOfBand = true });
        using var cancellation = new CancellationTokenSource();
        var inBand = Enumerable.Range(0, 8).Select(i => session.Client.ExecuteAsync($"c{i}", cancellation.Token)).ToArray();
        await cancellation.CancelAsync();
        foreach (var command in inBand)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.InTime());
        }

        // The script expects the urgent command before the ninth: had a place come free, the ninth would be first.
        var ninth = session.Client.ExecuteAsync("ninth");
        cancelled.SetResult();
        await session.Client.ExecuteAsync(new QmpCommand("migrate-pause") { IsOutOfBand = true }).InTime();
        await ninth.InTime();

        await session.Server.Completion.InTime();
    }

    [Fact]
    [Trait("Rule", "18")]
    public async Task A_command_that_waits_for_a_place_ends_with_the_session()
    {
        var script = new QmpTestScript().Negotiate();
        for (var i = 0; i < 8; i++)
        {
            script.Expect($"c{i}");
        }

        await using var session = await TestSession.PlayAsync(script.Close(), new QmpClientOptions { EnableOutOfBand = true });
        var commands = Enumerable.Range(0, 9).Select(i => session.Client.ExecuteAsync($"c{i}")).ToArray();

        foreach (var command in commands)
        {
            await Assert.ThrowsAsync<QmpConnectionClosedException>(() => command.InTime());
        }
    }

    [Fact]
    [Trait("Rule", "18")]
    public async Task An_out_of_band_command_on_a_server_without_it_fails_before_it_is_sent()
    {
        await using var session = await TestSession.NegotiatedAsync(_ => { });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.Client.ExecuteAsync(new QmpCommand("migrate-pause") { IsOutOfBand = true }).InTime());

        Assert.Contains("EnableOutOfBand", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "12")]
    public async Task A_command_has_exactly_the_members_that_QEMU_accepts()
    {
        var script = new QmpTestScript().Negotiate().Expect("bare", out var bare).Return().Expect("full", out var full).Return();
        await using var session = await TestSession.PlayAsync(script);

        await session.Client.ExecuteAsync("bare").InTime();
        await session.Client.ExecuteAsync("full", writer => writer.WriteNumber("x", 1)).InTime();

        Assert.Equal(["execute", "id"], bare.Message.EnumerateObject().Select(m => m.Name));
        Assert.Equal(["execute", "arguments", "id"], full.Message.EnumerateObject().Select(m => m.Name));
        Assert.Equal("""{"x":1}""", full.Arguments.GetRawText());
    }

    [Fact]
    [Trait("Rule", "12"), Trait("PeerFault", "incus 1115")]
    public async Task Arguments_that_are_no_object_fail_before_they_are_sent_and_leave_the_session_whole()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("stop").Return());

        Assert.Throws<ArgumentException>(() => new QmpCommand("a", "[1]"));
        Assert.Throws<ArgumentException>(() => new QmpCommand("a", "{"));
        Assert.Throws<ArgumentException>(() => new QmpCommand("a", JsonElement.Parse("1")));
        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => session.Client.ExecuteAsync(QmpCommand.Create("a", 5, TestJson.Default.Int32)).InTime());
        await Assert.ThrowsAsync<DivideByZeroException>(
            () => session.Client.ExecuteAsync("b", _ => throw new DivideByZeroException()).InTime());
        await session.Client.ExecuteAsync("stop").InTime();

        Assert.Contains("'5'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_writes_arguments_may_run_commands_itself()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("inner").Return("5").Expect("outer", out _).Return());

        await session.Client.ExecuteAsync("outer", writer =>
            writer.WriteNumber("x", session.Client.ExecuteAsync("inner").GetAwaiter().GetResult().GetInt32())).InTime();
    }

    [Fact]
    public async Task A_result_of_the_wrong_type_is_the_callers_failure_and_not_the_sessions()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("query-status").Return("""{"running": "yes"}""").Expect("stop").Return());

        await Assert.ThrowsAsync<JsonException>(() => session.Client.ExecuteAsync("query-status", TestJson.Default.Status).InTime());
        await session.Client.ExecuteAsync("stop").InTime();
    }
}
