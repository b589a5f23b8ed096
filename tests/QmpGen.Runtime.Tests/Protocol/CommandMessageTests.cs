using System.Text;
using QmpGen.Protocol;

namespace QmpGen.Tests.Protocol;

public sealed class CommandMessageTests
{
    [Fact]
    public void A_command_allocates_its_message_and_nothing_else()
    {
        var command = new QmpCommand("device_del", writer => writer.WriteString("id"u8, "disk1"u8));
        var message = CommandMessage.Write(command, 1_000);
        const int Count = 100;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            CommandMessage.Write(command, 1_000);
        }

        var header = GC.GetAllocatedBytesForCurrentThread();
        _ = new byte[message.Length];
        var single = GC.GetAllocatedBytesForCurrentThread() - header;
        Assert.Equal(Count * single, header - before);
    }

    [Fact]
    public void Arguments_that_run_a_command_while_they_are_written_do_not_disturb_their_own()
    {
        byte[] inner = [];
        var command = new QmpCommand("outer", writer =>
        {
            writer.WriteNumber("a"u8, 1);
            inner = CommandMessage.Write(new QmpCommand("inner", """{"b": 2}"""), 2);
            writer.WriteNumber("c"u8, 3);
        });

        Assert.Equal(
            """{"execute":"outer","arguments":{"a":1,"c":3},"id":1}""",
            Encoding.UTF8.GetString(CommandMessage.Write(command, 1)).TrimEnd());
        Assert.Equal("""{"execute":"inner","arguments":{"b":2},"id":2}""", Encoding.UTF8.GetString(inner).TrimEnd());
    }

    [Fact]
    public void A_command_whose_arguments_could_not_be_written_leaves_nothing_for_the_next_one()
    {
        Assert.ThrowsAny<Exception>(() => CommandMessage.Write(new QmpCommand("bad", _ => throw new InvalidOperationException("no")), 1));

        Assert.Equal("""{"execute":"good","id":2}""", Encoding.UTF8.GetString(CommandMessage.Write(new QmpCommand("good"), 2)).TrimEnd());
    }
}
