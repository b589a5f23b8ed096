using QmpGen.Generator.Model;

namespace QmpGen.Generator.Tests.Model;

/// <summary>The order in which QEMU prints the members of an object follows from the hash table that it keeps them in.</summary>
public sealed class WireOrderTests
{
    private static readonly string[] Names = ["major", "minor", "micro"];

    [Theory]
    [InlineData("seconds", 5)]
    [InlineData("timestamp", 26)]
    [InlineData("event", 361)]
    [InlineData("microseconds", 374)]
    [InlineData("data", 505)]
    public void Names_fall_into_the_buckets_of_QEMUs_dictionary(string name, uint bucket) => Assert.Equal(bucket, WireOrder.Bucket(name));

    [Fact]
    public void Two_names_of_one_bucket_stand_in_reverse()
    {
        // As in the version of every greeting.
        var members = Names.Select(n => new MemberModel(n, n, n, new MemberType(MemberKind.Int64), false, Prose.Empty)).ToList();

        Assert.Equal(WireOrder.Bucket("minor"), WireOrder.Bucket("micro"));
        Assert.Equal(Names.Reverse(), WireOrder.Of(members).Select(m => m.WireName));
    }
}
