using System.Text.Json;
using Machine;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>A closed list in the document stays open on the wire.</summary>
public sealed class ValueListBehaviourTests
{
    [Fact]
    public void A_documented_value_has_a_property_and_a_kind()
    {
        Assert.Equal("service", DoorMovedReason.Service.Text);
        Assert.Equal(DoorMovedReasonKind.Service, DoorMovedReason.Service.Kind);
        Assert.Equal(DoorMovedReason.Wind, new DoorMovedReason("wind"));
        Assert.True(DoorMovedReason.Wind == new DoorMovedReason("wind"));
        Assert.True(DoorMovedReason.Wind != DoorMovedReason.Service);
        Assert.Equal(DoorMovedReason.Wind.GetHashCode(), new DoorMovedReason("wind").GetHashCode());
    }

    [Theory]
    [InlineData("rain")]
    [InlineData("Wind")]
    [InlineData("")]
    [InlineData("\uD83D\uDE00 \"x\"")]
    public void A_value_that_the_list_lacks_is_kept_as_it_came(string text)
    {
        var json = JsonSerializer.Serialize(text);
        var value = JsonSerializer.Deserialize<DoorMovedReason>(json);

        Assert.Equal(DoorMovedReasonKind.Unlisted, value.Kind);
        Assert.Equal(text, value.Text);
        Assert.Equal(text, value.ToString());
        Assert.Equal(new DoorMovedReason(text), value);
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(value)));
    }

    [Fact]
    public void An_escaped_value_is_the_documented_one() =>
        Assert.Equal(DoorMovedReason.Wind, JsonSerializer.Deserialize<DoorMovedReason>("\"w\\u0069nd\""));

    [Fact]
    public void A_value_that_nobody_set_is_the_empty_text()
    {
        Assert.Equal(string.Empty, default(DoorMovedReason).Text);
        Assert.Equal(new DoorMovedReason(""), default);
        Assert.Equal(0, (int)DoorMovedReasonKind.Unlisted);
    }

    [Fact]
    public void Null_is_no_value() => Assert.Throws<ArgumentNullException>(() => new DoorMovedReason(null!));

    [Fact]
    public void A_switch_needs_no_more_than_the_kind() =>
        Assert.Equal("wind!", new DoorMovedReason("wind") switch
        {
            { Kind: DoorMovedReasonKind.Service } => "service!",
            { Kind: DoorMovedReasonKind.Wind } => "wind!",
            var other => other.Text,
        });
}
