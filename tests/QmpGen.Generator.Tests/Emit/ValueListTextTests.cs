using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Machine;
using QmpGen.Generator.Tests.Support;
using QmpGen.Serialization;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>Value lists as keys of JSON, and as text that people write.</summary>
public sealed class ValueListTextTests
{
    private const string Refusal = "'Wind' is not a value of DoorMovedReason; expected one of 'service', 'wind'.";

    private static readonly JsonSerializerOptions SmallBuffers = new() { DefaultBufferSize = 16 };

    [Theory]
    [InlineData("""{"wind":1,"service":2}""")]
    [InlineData("""{"rain":1,"Wind":2,"":3}""")]
    [InlineData("""{"\uD83D\uDE00 \u0022":1}""")]
    public void They_are_keys_of_a_JSON_object_listed_or_not(string json)
    {
        var values = JsonSerializer.Deserialize<Dictionary<DoorMovedReason, int>>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(values));
        Assert.Equal(
            JsonSerializer.Deserialize<Dictionary<string, int>>(json)!.Keys, values.Keys.Select(k => k.Text));
    }

    [Fact]
    public void An_escaped_key_is_the_documented_value() =>
        Assert.Equal(
            [DoorMovedReason.Wind], JsonSerializer.Deserialize<Dictionary<DoorMovedReason, int>>("""{"w\u0069nd":1}""")!.Keys);

    [Fact]
    public async Task A_key_that_is_cut_by_the_end_of_a_buffer_is_read()
    {
        var json = $"{{\"{new string('x', 100)}\":1,\"wind\":2}}";
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));

        var values = await JsonSerializer.DeserializeAsync<Dictionary<DoorMovedReason, int>>(
            stream, SmallBuffers, TestContext.Current.CancellationToken);

        Assert.Equal([new DoorMovedReason(new string('x', 100)), DoorMovedReason.Wind], values!.Keys);
    }

    [Fact]
    public void A_listed_value_is_parsed_from_text_and_from_a_span()
    {
        Assert.Equal(DoorMovedReason.Wind, Parse<DoorMovedReason>("wind"));
        Assert.Equal(DoorMovedReason.Wind, ParseSpan<DoorMovedReason>("wind"));
        Assert.True(DoorMovedReason.TryParse("wind", null, out var value));
        Assert.Equal(DoorMovedReason.Wind, value);
        Assert.True(TryParseSpan("wind", out value));
        Assert.Equal(DoorMovedReason.Wind, value);
    }

    [Fact]
    public void An_unlisted_value_is_refused_with_those_that_are_listed()
    {
        Assert.Equal(Refusal, Assert.Throws<FormatException>(() => DoorMovedReason.Parse("Wind", null)).Message);
        Assert.Equal(Refusal, Assert.Throws<FormatException>(() => ParseSpan<DoorMovedReason>("Wind")).Message);
        Assert.False(DoorMovedReason.TryParse("Wind", null, out _));
        Assert.False(DoorMovedReason.TryParse("", null, out _));
        Assert.False(DoorMovedReason.TryParse(null, null, out _));
        Assert.False(TryParseSpan<DoorMovedReason>("Wind", out _));
        Assert.Throws<ArgumentNullException>(() => DoorMovedReason.Parse(null!, null));
    }

    [Fact]
    public void A_type_converter_reads_listed_values_and_writes_all()
    {
        var converter = TypeDescriptor.GetConverter(typeof(DoorMovedReason));

        Assert.True(converter.CanConvertFrom(typeof(string)));
        Assert.False(converter.CanConvertFrom(typeof(int)));
        Assert.Equal(DoorMovedReason.Wind, converter.ConvertFromInvariantString("wind"));
        Assert.Equal("rain", converter.ConvertToInvariantString(new DoorMovedReason("rain")));
        Assert.Equal(Refusal, Assert.Throws<FormatException>(() => converter.ConvertFromInvariantString("Wind")).Message);
        Assert.Throws<NotSupportedException>(() => converter.ConvertFrom(1));
    }

    [Fact]
    public void A_value_list_that_only_commands_use_is_read_from_text_too()
    {
        const string Schema =
            "{ 'enum': 'E', 'data': [ 'a', 'parse', 'values' ] }\n{ 'command': 'c', 'data': { 'e': 'E' } }\n{ 'event': 'X' }";
        var run = SpecRun.Of([new SpecText("s.json", Schema) { Commands = "*" }]);
        var type = run.Compiled().Type("Spec.E");
        var converter = (TypeConverter)Activator.CreateInstance(typeof(QmpValueTypeConverter<>).MakeGenericType(type))!;

        Assert.Equal(
            converter.GetType().AssemblyQualifiedName, type.GetCustomAttribute<TypeConverterAttribute>()!.ConverterTypeName);
        Assert.Equal("values", converter.ConvertFromInvariantString("values")!.ToString());
        Assert.Equal(
            "'b' is not a value of E; expected one of 'a', 'parse', 'values'.",
            Assert.Throws<FormatException>(() => converter.ConvertFromInvariantString("b")).Message);
    }

    [Fact]
    public void Values_with_the_names_of_the_methods_give_way_to_them()
    {
        const string Schema = "{ 'enum': 'E', 'data': [ 'parse', 'try-parse', 'values' ] }\n{ 'event': 'X', 'data': { 'e': 'E' } }";
        var schema = Reading.Compile(new SpecFile("s.json", Schema, "Spec"));

        Assert.Equal(["QMP0129", "QMP0129", "QMP0129"], schema.Diagnostics.Select(d => d.Descriptor.Id));
        Assert.Equal(["ParseValue", "TryParseValue", "ValuesValue"], Assert.Single(schema.Schema!.ValueLists).Values.Select(v => v.Name));
    }

    private static T Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text, null);

    private static T ParseSpan<T>(string text)
        where T : ISpanParsable<T> => T.Parse(text.AsSpan(), null);

    private static bool TryParseSpan<T>(string text, out T? value)
        where T : ISpanParsable<T> => T.TryParse(text.AsSpan(), null, out value);
}
