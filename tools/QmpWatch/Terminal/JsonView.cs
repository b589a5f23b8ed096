using System.Buffers;
using System.Text;
using System.Text.Json;
using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Terminal;

/// <summary>Prints each event as one line of JSON, as it came, with members that the spec does not have.</summary>
/// <param name="output">Takes the events.</param>
/// <param name="messages">Takes everything else.</param>
/// <param name="namesVms">Whether each event gets a first member <c>vm</c>.</param>
internal sealed class JsonView(TextWriter output, TextWriter messages, bool namesVms) : IWatchView
{
    private readonly WatchReport _report = new(messages, namesVms);

    public void Show(VmNotice notice, bool isChosen)
    {
        _report.Take(notice, isChosen);
        if (notice is VmHappened { Event: var e } && isChosen)
        {
            output.WriteLine(Line(notice.Vm, e));
            output.Flush();
        }
    }

    public void Finish(string? reason) => _report.Finish(reason);

    private string Line(Vm vm, QmpEvent e)
    {
        using var message = EventText.Parse(e);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = EventText.MaxDepth }))
        {
            writer.WriteStartObject();
            if (namesVms)
            {
                writer.WriteString("vm"u8, vm.Name);
            }

            if (message is null)
            {
                writer.WriteString("event"u8, e.EventName);
                writer.WriteString("unreadable"u8, Encoding.UTF8.GetString(e.RawJson.Span));
            }
            else
            {
                foreach (var member in message.RootElement.EnumerateObject())
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
