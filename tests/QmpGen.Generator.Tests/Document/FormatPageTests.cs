using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Document;

/// <summary>The page for those who write a text says what the generator does.</summary>
public sealed partial class FormatPageTests
{
    private const string Event = "FAN_STALLED\n-----------\n\nA fan stops.\n\nData:\n\n";

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "spec", "FORMAT.md"));

    // In the order of the page's table.
    private static readonly string[] Mistakes =
    [
        "FAN_STALLED\n\nA fan stops.\n\nData: None.\n\nFAN_REPLACED\n------------\n\nData: None.\n",
        "Fan_Stalled\n-----------\n\nA fan stops.\n\nData: None.\n",
        "FAN\n---\n\nData: None.\n\nFAN\n---\n\nData: None.\n",
        Event + "- \"fan\": name (json-sting)\n",
        Event + "- \"speed\": turns per minute (integer)\n",
        Event + "- \"fan\": name (json-frob)\n",
        Event + "- \"fan\": name of the fan\n",
        Event + "- \"fan\": name (json-string)\n- \"fan\": name (json-string)\n",
        Event + "- \"fan\": name (json-string)\n    - \"slot\": slot (json-string)\n",
        Event + "- \"state\": what is done, one of (json-string):\n- \"ignore\": nothing\n- \"stop\": everything\n"
            + "\nExample:\n\n{ \"event\": \"FAN_STALLED\", \"data\": { \"state\": \"stop\" } }\n",
        Event + "- \"state\": what is done, one of (json-string):\n    \"ignore\": nothing\n    stop: everything\n",
        Event + "- \"fan\": name (json-string)\n\nExample:\n\n{ \"event\": \"FAN_STALLED\", \"data\": { \"fan\": x } }\n",
        Event + "- \"fan\": name (json-string)\n\nExample:\n\n{ \"event\": \"FAN\", \"data\": { \"fan\": \"x\" } }\n",
        Event + "- \"fan\": name (json-string)\n\nExample:\n\n{ \"event\": \"FAN_STALLED\", \"data\": { \"fan\": 1 } }\n",
    ];

    public static TheoryData<int, string> Rows =>
        [.. Row().Matches(Page).Index().Select(r => (r.Index, r.Item.Groups["result"].Value))];

    [Fact]
    public void The_complete_text_is_read_without_a_remark_and_gives_the_types_that_the_page_names()
    {
        var result = Reading.Compile(Fence().Match(Page).Groups["text"].Value);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["FanStalledEvent", "FanReplacedEvent"], result.Schema!.Events.Select(e => e.TypeName));
        Assert.Equal(["FanStalledState"], result.Schema.ValueLists.Select(v => v.TypeName));
        Assert.Equal(["FanStalledLocation"], result.Schema.Objects.Select(o => o.TypeName));
    }

    [Fact]
    public void Every_row_has_its_mistake() => Assert.Equal(Mistakes.Length, Rows.Count);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_mistake_has_the_result_that_its_row_says(int row, string result)
    {
        var severity = result.Contains("error", StringComparison.Ordinal) ? DiagnosticSeverity.Error
            : result.Contains("warning", StringComparison.Ordinal) ? DiagnosticSeverity.Warning
            : DiagnosticSeverity.Info;

        Assert.Contains(
            Reading.Compile(Mistakes[row]).Diagnostics,
            d => result.Contains(d.Descriptor.Id, StringComparison.Ordinal) && d.Severity == severity);
    }

    [GeneratedRegex(@"^\| (?!mistake|-)[^|]+ \| (?<result>QMP[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^```text\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
