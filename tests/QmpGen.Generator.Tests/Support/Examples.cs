using System.Text.Json;
using Microsoft.CodeAnalysis.Text;
using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Document.Syntax;

namespace QmpGen.Generator.Tests.Support;

/// <summary>An example of a document.</summary>
/// <param name="Events">The names in the heading above it.</param>
/// <param name="Text">How it stands there.</param>
/// <param name="Json">What it says; null where it is no JSON.</param>
internal sealed record DocumentExample(IReadOnlyList<string> Events, string Text, JsonElement? Json)
{
    /// <summary>The event it shows, which need not be one of the heading's.</summary>
    public string? Shown => Json?.GetProperty("event").GetString();

    public static IReadOnlyList<DocumentExample> AllOf(string text)
    {
        var source = SourceText.From(text);
        var document = DocumentParser.Parse(source, new DiagnosticSink("events.txt", source), TestContext.Current.CancellationToken);
        return
        [
            .. from section in document.Sections
               from example in section.Examples
               let json = text.Substring(example.Span.Start, example.Span.Length)
               select new DocumentExample([.. section.Names.Select(n => n.Text)], json, Parse(json, isMust: example.Problem is null)),
        ];
    }

    /// <summary>The same example with the name of its heading.</summary>
    public string Corrected() =>
        Events.Contains(Shown!) ? Text : Text.Replace($"\"{Shown}\"", $"\"{Events[0]}\"", StringComparison.Ordinal);

    private static JsonElement? Parse(string json, bool isMust)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException) when (!isMust)
        {
            return null;
        }
    }
}
