using System.Text.Json;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>The schema of a QEMU that exists, and what that QEMU sent.</summary>
public sealed class Qemu72Tests
{
    [Fact]
    public void All_events_are_emitted_and_compile_without_a_warning()
    {
        var run = QapiSpecRun.Qemu72;

        // The schema has a type called String, which would hide the one of everybody.
        Assert.Equal("QMP0126", Assert.Single(run.Diagnostics).Id);
        Assert.Equal(52, run.Compiled().Reader().Events.Count);
    }

    [Fact]
    public void Captured_events_are_read_whole()
    {
        var reader = QapiSpecRun.Qemu72.Compiled().Reader();

        foreach (var line in File.ReadLines(Fixtures.CapturedEvents))
        {
            var e = reader.Read(line);

            Assert.IsNotType<UnknownEvent>(e);
            QapiSpecRun.JsonEqual(line, e.ToJson());
            Assert.Equal(e, reader.Read(e.ToJson()));
        }
    }

    [Fact]
    public void Examples_of_the_documentation_round_trip()
    {
        var strict = QapiSpecRun.Qemu72.Compiled().Reader();
        var lenient = QapiSpecRun.Qemu72Lenient.Compiled().Reader();
        var incomplete = new List<string>();
        var messages = QapiSpecRun.Qemu72Schema.Events.SelectMany(e => e.Examples).SelectMany(DocExample.Messages).ToList();
        foreach (var message in messages)
        {
            QapiSpecRun.JsonEqual(message, lenient.Read(message).ToJson());
            try
            {
                QapiSpecRun.JsonEqual(message, strict.Read(message).ToJson());
            }
            catch (JsonException)
            {
                incomplete.Add(lenient.Read(message).EventName);
            }
        }

        // These examples are older than members that QEMU has always sent since.
        Assert.Equal(["RTC_CHANGE"], incomplete);
        Assert.Equal(47, messages.Count);
    }
}
