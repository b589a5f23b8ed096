using System.Text;
using QmpGen;

namespace QmpWatch.Terminal;

/// <summary>
/// Takes the program's messages, a line each. They quote peers, specs, recordings and file names, so each goes through the rule for
/// foreign text here, on the only way that there is.
/// </summary>
/// <param name="output">Takes the lines.</param>
internal sealed class MessageLines(TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void WriteLine(string? value) => output.WriteLine(ForeignText.OnOneLine(value ?? string.Empty));

    public override Task WriteLineAsync(string? value) => output.WriteLineAsync(ForeignText.OnOneLine(value ?? string.Empty));

    // For whoever writes in pieces and ends lines by himself.
    public override void Write(char value) => output.Write(value is '\n' or '\r' ? $"{value}" : ForeignText.OnOneLine($"{value}"));

    public override void Flush() => output.Flush();
}
