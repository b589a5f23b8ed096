using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using QmpGen.Generator.Model;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>Emitted code reads the document's own examples and writes them back.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Every_example_of_the_document_of_2010() => ReadAndWriteBack(Repository.Spec);

    [Fact]
    public void Every_example_of_a_document_of_our_own() => ReadAndWriteBack(Repository.Fixture("machine.txt"));

    [Theory]
    [MemberData(nameof(Repository.Published), MemberType = typeof(Repository))]
    public void Every_example_of_a_published_document_which_compiles_without_a_warning(string file)
    {
        var text = File.ReadAllText(Repository.CorpusFile(file));
        var result = Reading.Compile(text);
        var schema = result.Schema!;
        var (written, malformed) = ReadAndWriteBack(text);

        Assert.Empty(result.Diagnostics.AtLeast(DiagnosticSeverity.Warning));
        var members = schema.Events.Sum(e => CountMembers(schema, e.Members));
        Console.WriteLine(
            $"{file,-26} {schema.Events.Count,3} events {members,4} members {result.Diagnostics.Count,3} infos 0 warnings 0 "
                + $"errors {written,3} examples round-tripped {malformed,2} no JSON");
    }

    private static (int Written, int Malformed) ReadAndWriteBack(string text)
    {
        var reader = SpecRun.Of(text).Compiled().Reader();
        var examples = DocumentExample.AllOf(text);
        foreach (var example in examples.Where(e => e.Json is not null))
        {
            // An example that shows another event is not even always a message of that one.
            var json = example.Corrected();
            var expected = JsonElement.Parse(json);
            var e = reader.Read(Encoding.UTF8.GetBytes(json));
            var type = reader.Events.Single(i => i.Name == expected.GetProperty("event").GetString()).Type;

            Assert.Contains(e.EventName, example.Events);
            Assert.IsType(type, e);
            Assert.Equal(e, reader.Read(json));
            Assert.Equal(e, JsonSerializer.Deserialize(json, type));
            AssertEqual(expected, e.ToJson());
            AssertEqual(expected, JsonSerializer.Serialize(e, type));
        }

        return (examples.Count(e => e.Json is not null), examples.Count(e => e.Json is null));
    }

    private static int CountMembers(EventSchema schema, IEnumerable<MemberModel> members) => members.Sum(m =>
        1 + (m.Type.Kind == MemberKind.Object
            ? CountMembers(schema, schema.Objects.Single(o => o.TypeName == m.Type.TypeName).Members)
            : 0));

    private static void AssertEqual(JsonElement expected, string actual) =>
        Assert.True(JsonElement.DeepEquals(expected, JsonElement.Parse(actual)), $"{expected}\nwas written back as\n{actual}");
}
