using System.Collections.Immutable;
using QmpGen.Generator.Collections;

namespace QmpGen.Generator.Tests.Collections;

public sealed class EquatableArrayTests
{
    [Fact]
    public void Arrays_with_equal_items_are_equal()
    {
        var one = Array("a", "b");
        var other = Array("a", "b");

        Assert.True(one.Equals(other));
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(["a", "b"], one.ToList());
        Assert.Equal("b", one[1]);
    }

    [Fact]
    public void Arrays_with_other_items_or_another_order_differ()
    {
        var one = Array("a", "b");

        Assert.False(one.Equals(Array("b", "a")));
        Assert.False(one.Equals(Array("a")));
        Assert.False(one.Equals("a"));
    }

    [Fact]
    public void An_array_that_nobody_made_is_empty()
    {
        Assert.Empty(default(EquatableArray<string>).ToList());
        Assert.True(default(EquatableArray<string>).Equals(EquatableArray<string>.Empty));
        Assert.True(new EquatableArray<string>(ImmutableArray<string>.Empty).Equals(default));
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), EquatableArray<string>.Empty.GetHashCode());
    }

    private static EquatableArray<string> Array(params string[] items) => items.ToEquatableArray();
}
