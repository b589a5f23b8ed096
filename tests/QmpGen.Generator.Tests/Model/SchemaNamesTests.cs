using QmpGen.Generator.Model;

namespace QmpGen.Generator.Tests.Model;

/// <summary>The rules of C# names, which both front ends take from here.</summary>
public sealed class SchemaNamesTests
{
    private readonly SchemaNames _names = new();
    private readonly List<string> _renamed = [];

    [Fact]
    public void An_event_s_record_ends_with_Event_and_its_method_does_not()
    {
        _names.AddEvent("BLOCK_IO_ERROR", Renamed);

        Assert.Equal("BlockIoErrorEvent", _names.EventTypes["BLOCK_IO_ERROR"]);
        Assert.Equal("OnBlockIoErrorAsync", _names.Handler("BlockIoErrorEvent"));
        Assert.Empty(_renamed);
    }

    [Fact]
    public void A_method_has_the_whole_name_of_a_record_that_had_to_take_a_number()
    {
        foreach (var name in (string[])["FOO", "foo", "Foo"])
        {
            _names.AddEvent(name, Renamed);
        }

        Assert.Equal(["FooEvent", "FooEventEvent", "FooEventEvent2"], _names.EventTypes.Values);
        Assert.Equal("OnFooEventEvent2Async", _names.Handler(_names.EventTypes["Foo"]));
        Assert.Equal(["FooEvent -> FooEventEvent", "FooEvent -> FooEventEvent2"], _renamed);
    }

    [Theory]
    [InlineData("Door", true, "Door")]
    [InlineData("Action", true, "ActionValue")]
    [InlineData("Action", false, "ActionObject")]
    [InlineData("Kind", true, "KindValue")]
    [InlineData("ToString", false, "ToStringObject")]
    public void A_type_leaves_the_names_of_others_and_of_its_own_members_alone(string wanted, bool isValueList, string name) =>
        Assert.Equal(name, _names.Type(wanted, isValueList, Renamed));

    [Fact]
    public void An_alternative_comes_before_a_suffix() =>
        Assert.Equal("DoorAction", _names.Type("Action", isValueList: true, Renamed, "DoorAction"));

    [Fact]
    public void A_value_without_letters_has_a_name() =>
        Assert.Equal(["Empty", "Unnamed", "UnlistedValue"], Values("", "-", "unlisted"));

    private static IEnumerable<string> Values(params string[] texts)
    {
        var names = new ValueNames("Door");
        return [.. texts.Select(t => names.Claim(t, (_, _) => { }))];
    }

    private void Renamed(string wanted, string claimed) => _renamed.Add($"{wanted} -> {claimed}");
}
