using System.Text;
using System.Text.Json;
using QmpGen.Testing;

namespace QmpGen.Tests.Acceptance;

/// <summary>Replies of every shape.</summary>
public sealed class ReplyTests
{
    [Fact]
    [Trait("Acceptance", "C"), Trait("Rule", "6"), Trait("PeerFault", "G9")]
    public async Task Messages_printed_prettily_over_many_lines_are_read_like_others()
    {
        const string Event =
            "{\r\n    \"timestamp\": {\r\n        \"seconds\": 1,\r\n        \"microseconds\": 2\r\n    },\r\n    \"event\": \"STOP\"\r\n}";
        await using var session = await TestSession.PlayAsync(new QmpTestScript()
            .Send("{\r\n    \"QMP\": {\r\n        \"version\": {\r\n        },\r\n        \"capabilities\": [\r\n            "
                + "\"oob\"\r\n        ]\r\n    }\r\n}")
            .Expect("qmp_capabilities").Reply("{\r\n    \"return\": {\r\n    },\r\n    \"id\": $id\r\n}")
            .Expect("query-cpus-fast").Send(Event).Reply("{\r\n    \"return\": [\r\n        {\r\n            \"cpu-index\": 0\r\n      "
                + "  },\r\n        {\r\n        }\r\n    ],\r\n    \"id\": $id\r\n}")
            .Close());

        var cpus = await session.Client.ExecuteAsync("query-cpus-fast").InTime();

        Assert.Equal(2, cpus.GetArrayLength());
        Assert.Equal(["STOP"], await session.Client.Events.NamesAsync().InTime());
    }

    [Theory]
    [Trait("Acceptance", "D"), Trait("Rule", "21"), Trait("PeerFault", "G4 P5 P7")]
    [InlineData(70_000)]
    [InlineData(11 * 1024 * 1024)]
    public async Task A_large_reply_arrives_whole_and_the_next_one_too(int size)
    {
        var text = new string('x', size);
        await using var session = await TestSession.NegotiatedAsync(script => script
            .InPiecesOf(60_000).Expect("query-qmp-schema").Return($"\"{text}\"").Expect("query-name").Return("""{"name": "vm"}"""));

        var large = await session.Client.ExecuteAsync("query-qmp-schema").InTime();
        var next = await session.Client.ExecuteAsync("query-name").InTime();

        Assert.Equal(text, large.GetString());
        Assert.Equal("vm", next.GetProperty("name").GetString());
    }

    [Fact]
    [Trait("Acceptance", "E"), Trait("Rule", "11"), Trait("PeerFault", "B2")]
    public async Task An_error_without_an_id_fails_every_command_in_flight_and_the_session_goes_on()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("first").Expect("second")
            .Send("""{"error": {"class": "GenericError", "desc": "JSON parse error, expecting value"}}""")
            .Expect("third").Return("3"));

        var first = session.Client.ExecuteAsync("first");
        var second = session.Client.ExecuteAsync("second");

        foreach (var command in new[] { first, second })
        {
            var failure = await Assert.ThrowsAsync<QmpCommandException>(() => command.InTime());
            Assert.Equal("GenericError", failure.ErrorClass);
            Assert.Equal("JSON parse error, expecting value", failure.Description);
            Assert.False(failure.HasCommandId);
        }

        Assert.Equal(3, (await session.Client.ExecuteAsync("third").InTime()).GetInt32());
    }

    [Fact]
    public async Task A_reply_without_an_id_fails_the_commands_in_flight_instead_of_leaving_them_waiting()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("stop").Send("""{"return": {}}"""));

        var failure = await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.ExecuteAsync("stop").InTime());

        Assert.Contains("""{"return": {}}""", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Acceptance", "F"), Trait("Rule", "21"), Trait("PeerFault", "B1 R7")]
    [InlineData(70)]
    [InlineData(130)]
    [InlineData(1000)]
    public async Task A_deeply_nested_reply_is_read(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("{\"backing\": ", depth)) + "1" + new string('}', depth);
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("query-block").Return(nested));

        var reply = await session.Client.ExecuteAsync("query-block").InTime();

        for (var i = 0; i < depth; i++)
        {
            reply = reply.GetProperty("backing");
        }

        Assert.Equal(1, reply.GetInt32());
    }

    [Fact]
    [Trait("Acceptance", "F")]
    public async Task A_reply_that_is_nested_beyond_reading_fails_its_own_command_only()
    {
        const int Depth = 100_000;
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-block").Return(new string('[', Depth) + new string(']', Depth)).Expect("stop").Return());

        await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.ExecuteAsync("query-block").InTime());
        await session.Client.ExecuteAsync("stop").InTime();
    }

    [Fact]
    [Trait("Acceptance", "L"), Trait("Rule", "9"), Trait("PeerFault", "G8")]
    public async Task Numbers_beyond_53_and_up_to_64_bits_arrive_and_leave_intact()
    {
        const string Numbers =
            """{"odd":9007199254740993,"max":18446744073709551615,"min":-9223372036854775808,"huge":1e400,"fraction":0.1000}""";
        await using var session = await TestSession.NegotiatedAsync(script => script.Expect("echo", out _).Return(Numbers));
        using var arguments = JsonDocument.Parse(Numbers);

        var reply = await session.Client.ExecuteAsync("echo", arguments.RootElement).InTime();

        Assert.Equal(9007199254740993, reply.GetProperty("odd").GetInt64());
        Assert.Equal(ulong.MaxValue, reply.GetProperty("max").GetUInt64());
        Assert.Equal(long.MinValue, reply.GetProperty("min").GetInt64());
        Assert.Equal(Numbers, reply.GetRawText());
    }

    [Fact]
    [Trait("Acceptance", "L"), Trait("Rule", "7")]
    public async Task Arguments_are_sent_with_their_numbers_and_texts_intact()
    {
        var script = new QmpTestScript().Negotiate().Expect("echo", out var received).Return();
        await using var session = await TestSession.PlayAsync(script);

        await session.Client.ExecuteAsync(
            "echo", """{"max": 18446744073709551615, "huge": 1e400, "text": "\u00fc\ud83d\ude00\u0000"}""").InTime();

        Assert.Equal("18446744073709551615", received.Arguments.GetProperty("max").GetRawText());
        Assert.Equal("1e400", received.Arguments.GetProperty("huge").GetRawText());
        Assert.Equal("ü😀\0", received.Arguments.GetProperty("text").GetString());
    }

    [Fact]
    [Trait("Acceptance", "M"), Trait("Rule", "9 22"), Trait("PeerFault", "B7 P5 G6")]
    public async Task Messages_of_impossible_shapes_are_skipped_and_the_session_goes_on()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("stop", out var stop)
            .Send("[]").Send("{}").Send("""{"return": {}, "id": 1.5}""").Send("""{"return": {}, "id": "2"}""")
            .Send("""{"return": {}, "id": inf}""").Send("""{"return": {}, "id": 99}""").Send("""{"return": {}, "id": [1, {}]}""")
            .Send("""{"return": {}, "id": 18446744073709551615}""").Send("""{"id": 2}""").Send("null").Send("}").Send("")
            .Return(stop, "1"));

        Assert.Equal(1, (await session.Client.ExecuteAsync("stop").InTime()).GetInt32());
        Assert.Equal(0, session.Client.LateReplyCount);
        Assert.NotEqual(0, session.Client.SkippedMessageCount);
        Assert.Equal(QmpClientState.Connected, session.Client.State);
    }

    [Theory]
    [Trait("Acceptance", "M"), Trait("Rule", "10"), Trait("PeerFault", "B7 G6")]
    [InlineData("\"x\"", "", "x")]
    [InlineData("null", "", "")]
    [InlineData("{}", "", "")]
    [InlineData("""{"class": 5, "desc": {"a": 1}}""", "5", """{"a": 1}""")]
    [InlineData("""{"class": "GenericError", "desc": ""}""", "GenericError", "")]
    [InlineData("""{"class": "Brandnew", "desc": "text", "data": {"x": 1}}""", "Brandnew", "text")]
    [InlineData("""{"class": "GenericError", "desc": "\ud800"}""", null, null)]
    public async Task An_error_of_any_shape_fails_its_command_with_what_it_says(string error, string? errorClass, string? description)
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.Expect("stop").Reply($$"""{"error": {{error}}, "id": $id}""").Expect("cont").Return());

        var failure = await Assert.ThrowsAsync<QmpCommandException>(() => session.Client.ExecuteAsync("stop").InTime());

        Assert.Equal("stop", failure.Command);
        Assert.Equal(errorClass ?? failure.ErrorClass, failure.ErrorClass);
        Assert.Equal(description ?? failure.Description, failure.Description);
        await session.Client.ExecuteAsync("cont").InTime();
    }

    [Theory]
    [Trait("Acceptance", "M"), Trait("Rule", "22")]
    [InlineData("""{"return": {"x": nan, "y": "}\""}, "id": $id}""")]
    [InlineData("""{"id": $id, "return": {"x": -inf}}""")]
    [InlineData("""{"return": tru, "id": $id}""")]
    [InlineData("""{"return": [nan, "]}, {["], "id": $id}""")]
    [InlineData("{\"id\": $id, \"return\": {\"text\": \"cut off")]
    public async Task A_reply_that_is_no_JSON_fails_its_command_and_no_other(string reply)
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("bad", out var bad).Expect("good", out var good).Reply(bad, reply).Return(good));

        var failing = session.Client.ExecuteAsync("bad");
        var working = session.Client.ExecuteAsync("good");

        await Assert.ThrowsAsync<QmpProtocolException>(() => failing.InTime());
        await working.InTime();
    }

    [Fact]
    public async Task A_reply_that_is_cut_off_before_its_id_fails_the_commands_in_flight_and_the_next_message_is_read()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("query-block")
                .Send("{\"return\": {\"device\": \"a\"\r\n{\"return\": {\"file\": {").Event("STOP").Expect("stop").Return());

        await Assert.ThrowsAsync<QmpProtocolException>(() => session.Client.ExecuteAsync("query-block").InTime());

        Assert.Equal("STOP", (await session.Client.Events.NextAsync()).EventName);
        await session.Client.ExecuteAsync("stop").InTime();
    }

    [Fact]
    [Trait("Rule", "8")]
    public async Task Members_come_in_any_order()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script
                .Expect("a").Reply("""{"id": $id, "return": 1}""")
                .Expect("b").Reply("""{"extra": [{"return": 0}], "return": 2, "id": $id}""")
                .Send("""{"data": {"device": "d"}, "event": "BLOCK_IO_ERROR", "timestamp": {"microseconds": 2, "seconds": 1}}"""),
            new QmpClientOptions { EventReader = VmEvents.Reader });

        Assert.Equal(1, (await session.Client.ExecuteAsync("a").InTime()).GetInt32());
        Assert.Equal(2, (await session.Client.ExecuteAsync("b").InTime()).GetInt32());
        Assert.Equal(new BlockIoErrorEvent { Device = "d", Timestamp = new QmpTimestamp(1, 2) }, await session.Client.Events.NextAsync());
    }

    [Fact]
    [Trait("Rule", "9 19"), Trait("PeerFault", "R2 R3")]
    public async Task Replies_find_their_commands_by_id_in_any_order()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("a", out var a).Expect("b", out var b).Expect("c", out var c).Return(c, "3").Return(a, "1").Return(b, "2"));

        var results = await Task.WhenAll(
            session.Client.ExecuteAsync("a"),
            session.Client.ExecuteAsync("b"),
            session.Client.ExecuteAsync("c")).InTime();

        Assert.Equal([1, 2, 3], results.Select(r => r.GetInt32()));
    }

    [Theory]
    [Trait("Rule", "6")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    [InlineData("\r\n\r\n \t\r\n")]
    public async Task Line_ends_play_no_role(string lineEnd)
    {
        await using var session = await TestSession.PlayAsync(
            new QmpTestScript(lineEnd).Negotiate().Event("STOP").Event("RESUME").Expect("quit").Return().Close());

        await session.Client.ExecuteAsync("quit").InTime();

        Assert.Equal(["STOP", "RESUME"], await session.Client.Events.NamesAsync().InTime());
        Assert.Equal(0, session.Client.SkippedMessageCount);
    }

    [Fact]
    [Trait("Rule", "6 23 24")]
    public async Task Stray_bytes_between_messages_are_skipped()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .SendBytes(new byte[] { 0xFF }).Event("STOP").SendBytes("\u001b[K} ]"u8.ToArray()).Event("RESUME").Close());

        Assert.Equal(["STOP", "RESUME"], await session.Client.Events.NamesAsync().InTime());
    }

    [Fact]
    [Trait("Rule", "7")]
    public async Task Text_outside_ASCII_arrives_escaped_or_not()
    {
        await using var session = await TestSession.NegotiatedAsync(script => script
            .Expect("a").SendBytes(Encoding.UTF8.GetBytes("{\"return\": \"ü😀\", \"id\": 2}"))
            .Expect("b").Return("\"\\u00fc\\ud83d\\ude00\\u0000\""));

        Assert.Equal("ü😀", (await session.Client.ExecuteAsync("a").InTime()).GetString());
        Assert.Equal("ü😀\0", (await session.Client.ExecuteAsync("b").InTime()).GetString());
    }

    [Fact]
    public async Task A_message_above_the_limit_ends_the_session_with_an_exception_of_its_own()
    {
        await using var session = await TestSession.NegotiatedAsync(
            script => script.InPiecesOf(500).Expect("query-block").Return($"\"{new string('x', 20_000)}\""),
            new QmpClientOptions { MaxMessageSize = 10_000 });

        var failure = await Assert.ThrowsAsync<QmpConnectionClosedException>(() => session.Client.ExecuteAsync("query-block").InTime());

        Assert.Equal(10_000, Assert.IsType<QmpMessageTooLargeException>(failure.InnerException).Limit);
        Assert.Equal(QmpCloseKind.ProtocolViolation, failure.Reason.Kind);
    }

    [Fact]
    [Trait("PeerFault", "G1")]
    public async Task A_reply_followed_at_once_by_a_burst_of_events_is_not_overwritten_by_them()
    {
        var text = new string('a', 3500);
        var events = string.Concat(Enumerable.Repeat(QmpTestScript.EventText("STOP") + "\r\n", 200));
        await using var session = await TestSession.NegotiatedAsync(script =>
        {
            for (var i = 0; i < 50; i++)
            {
                script.Expect("query-block").Reply($$"""{"return": "{{text}}", "id": $id}""" + "\r\n" + events);
            }
        });

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(text, (await session.Client.ExecuteAsync("query-block").InTime()).GetString());
        }
    }
}
